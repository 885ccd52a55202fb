package io.compliancecenter.organization.members;

import io.compliancecenter.organization.CurrentMember;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Builds the page of members. */
@Component
class MembersPages {

    private final Members members;

    MembersPages(Members members) {
        this.members = members;
    }

    ModelAndView page(
            CurrentMember admin,
            MembersFilter filter,
            InviteForm form,
            @Nullable MembersNotice notice,
            HttpStatusCode status,
            Locale language,
            ZoneId zone) {
        ModelAndView page = new ModelAndView("organization/members", status);
        page.addObject("page", MembersPage.of(members.list(admin, filter), filter, admin, language, zone));
        page.addObject("form", form);
        page.addObject("notice", notice);
        return page;
    }

    static ModelAndView redirect(CurrentMember admin, MembersNotice notice) {
        return new ModelAndView(
                "redirect:/organizations/" + admin.organization().slug() + "/members?done=" + notice,
                HttpStatus.SEE_OTHER);
    }
}
