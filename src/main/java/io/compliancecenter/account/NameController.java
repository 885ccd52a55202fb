package io.compliancecenter.account;

import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.PersonName;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Changes the name of the signed-in user, if their account is kept here. */
@Controller
class NameController {

    private final AccountPages pages;
    private final OwnName names;

    NameController(AccountPages pages, OwnName names) {
        this.pages = pages;
        this.names = names;
    }

    @PostMapping("/account/name")
    ModelAndView change(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam(defaultValue = "") String name,
            HttpServletRequest request,
            Locale locale,
            ZoneId readerZone) {
        Optional<PersonName> chosen = PersonName.of(name);
        if (chosen.isPresent()) {
            names.change(chosen.get());
            return new ModelAndView("redirect:/account?renamed", HttpStatus.SEE_OTHER);
        }
        ModelAndView page = new ModelAndView("account/account", HttpStatus.UNPROCESSABLE_CONTENT);
        page.addObject("page", pages.page(user.id(), request.getSession().getId(), locale, readerZone));
        page.addObject("noName", true);
        return page;
    }
}
