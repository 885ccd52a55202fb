package io.compliancecenter.dashboard;

import io.compliancecenter.database.TransactionBinding;
import io.compliancecenter.database.TransactionBinding.Binding;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.Members;
import io.compliancecenter.organization.Organization;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Leads to the first page of an Organization. */
@Controller
class HomeController {

    private final Members members;
    private final TransactionBinding transactions;

    HomeController(Members members, TransactionBinding transactions) {
        this.members = members;
        this.transactions = transactions;
    }

    /** To one of the user's Organizations; whoever has none is told whom to ask. */
    @GetMapping("/")
    String home(@AuthenticationPrincipal CurrentUser user) {
        List<Organization> organizations;
        try (Binding asUser = transactions.bind(user.id().value())) {
            organizations = members.organizationsOf(user.id());
        }
        return organizations.isEmpty() ? "dashboard/no-organization" : compliancesOf(organizations.get(0));
    }

    @GetMapping("/organizations/{slug}")
    String organization(CurrentMember member) {
        return compliancesOf(member.organization());
    }

    private static String compliancesOf(Organization organization) {
        return "redirect:/organizations/" + organization.slug() + "/compliances";
    }
}
