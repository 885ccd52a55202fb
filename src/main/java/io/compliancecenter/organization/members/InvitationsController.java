package io.compliancecenter.organization.members;

import io.compliancecenter.organization.CurrentMember;
import jakarta.validation.Valid;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Invites new members, and sends or withdraws invitations. */
@Controller
@RequestMapping("/organizations/{slug}/members/invitations")
class InvitationsController {

    private final Members members;
    private final MembersPages pages;

    InvitationsController(Members members, MembersPages pages) {
        this.members = members;
        this.pages = pages;
    }

    /** The address of the list while it says what is wrong with the form. Another mapping would take its last part for a member. */
    @GetMapping
    ModelAndView list(CurrentMember admin) {
        return new ModelAndView(
                "redirect:/organizations/" + admin.organization().slug() + "/members", HttpStatus.SEE_OTHER);
    }

    @PostMapping
    ModelAndView invite(CurrentMember admin, @Valid InviteForm form, Locale language, ZoneId readerZone) {
        if (!form.hasAddress()) {
            return pages.page(
                    admin,
                    MembersFilter.ALL,
                    form,
                    MembersNotice.NO_ADDRESS,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    language,
                    readerZone);
        }
        InvitationOutcome outcome = members.invite(form.address(), form.role(), language);
        return outcome == InvitationOutcome.SENT
                ? MembersPages.redirect(admin, MembersNotice.INVITED)
                : refused(admin, form, outcome, language, readerZone);
    }

    @PostMapping("/{invitation}/resend")
    ModelAndView resend(CurrentMember admin, @PathVariable UUID invitation, Locale language, ZoneId readerZone) {
        InvitationOutcome outcome = members.resend(invitation, language);
        return outcome == InvitationOutcome.SENT
                ? MembersPages.redirect(admin, MembersNotice.RESENT)
                : refused(admin, InviteForm.EMPTY, outcome, language, readerZone);
    }

    @PostMapping("/{invitation}/withdrawal")
    ModelAndView withdraw(CurrentMember admin, @PathVariable UUID invitation) {
        members.withdraw(invitation);
        return MembersPages.redirect(admin, MembersNotice.WITHDRAWN);
    }

    private ModelAndView refused(
            CurrentMember admin, InviteForm form, InvitationOutcome refusal, Locale language, ZoneId readerZone) {
        return pages.page(
                admin, MembersFilter.ALL, form, MembersNotice.of(refusal), HttpStatus.CONFLICT, language, readerZone);
    }
}
