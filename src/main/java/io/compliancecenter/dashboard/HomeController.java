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

    /** Redirects to the first of the user's Organizations, or to the desk, or tells the user to ask for access. */
    @GetMapping("/")
    String home(HttpServletRequest request) {
        List<OrganizationView> organizations = UserWithMemberships.of(request)
                .map(UserWithMemberships::organizations)
                .orElse(List.of());
        if (!organizations.isEmpty()) {
            return compliancesOf(organizations.get(0));
        }
        boolean atDesk = UserWithMemberships.of(request)
                .filter(user -> !user.deskRoles().isEmpty())
                .isPresent();
        return atDesk ? "redirect:/desk" : "dashboard/no-organization";
    }

    @GetMapping("/organizations/{slug}")
    String organization(CurrentMember member) {
        return compliancesOf(member.organization());
    }

    private static String compliancesOf(OrganizationView organization) {
        return "redirect:/organizations/" + organization.slug() + "/compliances";
    }
}
