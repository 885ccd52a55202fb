package io.compliancecenter.dashboard.shell;

import io.compliancecenter.catalogue.published.Catalogue.VendorDetails;
import io.compliancecenter.dashboard.CataloguePreview;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.UserWithMemberships;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.UrlBasedViewResolver;

/**
 * Adds the {@link Shell} and the catalogue's first language to the model of every page of an Organization, and of the user, in all
 * modules.
 */
@Component
class ShellInterceptor implements HandlerInterceptor {

    private final CatalogueArgumentResolver catalogue;

    ShellInterceptor(CatalogueArgumentResolver catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        if (page == null || isRedirect(page)) {
            return;
        }
        UserWithMemberships.of(request)
                .map(user -> shell(request, user, page))
                .ifPresent(shell -> page.addObject(Shell.ATTRIBUTE, shell)
                        .addObject(
                                "catalogueLanguage",
                                catalogue.of(request).languages().get(0)));
    }

    private Shell shell(HttpServletRequest request, UserWithMemberships user, ModelAndView page) {
        VendorDetails vendor = catalogue.of(request).vendor();
        if (page.getModel().get(CataloguePreview.ATTRIBUTE) instanceof CataloguePreview preview) {
            return Shell.of(preview, user, vendor);
        }
        return CurrentMember.of(request)
                .map(member -> Shell.of(member, section(request), OrganizationSwitchTarget.of(request), user, vendor))
                .orElseGet(() -> Shell.of(user, vendor));
    }

    private static String section(HttpServletRequest request) {
        String[] parts = request.getServletPath().split("/", 5);
        return parts.length > 3 ? parts[3] : "";
    }

    private static boolean isRedirect(ModelAndView page) {
        String view = page.getViewName();
        return view != null && view.startsWith(UrlBasedViewResolver.REDIRECT_URL_PREFIX);
    }
}
