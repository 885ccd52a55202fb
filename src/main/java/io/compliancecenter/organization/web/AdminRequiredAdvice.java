package io.compliancecenter.organization.web;

import static java.util.Objects.requireNonNull;

import io.compliancecenter.database.TransactionBinding;
import io.compliancecenter.database.TransactionBinding.Binding;
import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.MembershipService;
import io.compliancecenter.organization.OrganizationView;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Tells a member who is not an admin whom of their Organization they can ask. */
@ControllerAdvice
class AdminRequiredAdvice {

    private final MembershipService memberships;
    private final TransactionBinding transactions;

    AdminRequiredAdvice(MembershipService memberships, TransactionBinding transactions) {
        this.memberships = memberships;
        this.transactions = transactions;
    }

    @ExceptionHandler
    ModelAndView adminRequired(AdminRequiredException exception, Authentication authentication) {
        CurrentUser user = (CurrentUser) requireNonNull(authentication.getPrincipal());
        OrganizationView organization = exception.organization();
        try (Binding asMember =
                transactions.bind(organization.id().value(), user.id().value())) {
            ModelAndView page = new ModelAndView("organization/admin-required", HttpStatus.FORBIDDEN);
            page.addObject("organization", organization);
            page.addObject("admins", memberships.admins(organization.id()));
            return page;
        }
    }
}
