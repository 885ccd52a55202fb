package io.compliancecenter.dashboard;

import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.OrganizationView;
import io.compliancecenter.organization.UserWithMemberships;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Redirects to the first page of an Organization. */
@Controller
class HomeController {

    /** Redirects to the first of the user's Organizations, or tells the user to ask for access. */
    @GetMapping("/")
    String home(HttpServletRequest request) {
        List<OrganizationView> organizations = UserWithMemberships.of(request)
                .map(UserWithMemberships::organizations)
                .orElse(List.of());
        return organizations.isEmpty() ? "dashboard/no-organization" : compliancesOf(organizations.get(0));
    }

    @GetMapping("/organizations/{slug}")
    String organization(CurrentMember member) {
        return compliancesOf(member.organization());
    }

    private static String compliancesOf(OrganizationView organization) {
        return "redirect:/organizations/" + organization.slug() + "/compliances";
    }
}
