package io.compliancecenter.organization.members;

import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.Role;
import io.compliancecenter.organization.UserId;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Shows an Organization's members to its admins, and changes those who came by invitation. */
@Controller
@RequestMapping("/organizations/{slug}/members")
class MembersController {

    private final Members members;
    private final MembersPages pages;

    MembersController(Members members, MembersPages pages) {
        this.members = members;
        this.pages = pages;
    }

    /** @param done what the last action did; null if there was none */
    @GetMapping
    ModelAndView members(
            CurrentMember admin,
            MembersFilter filter,
            @RequestParam @Nullable MembersNotice done,
            Locale language,
            ZoneId readerZone) {
        return pages.page(admin, filter, InviteForm.EMPTY, done, HttpStatus.OK, language, readerZone);
    }

    @GetMapping("/{member}")
    ModelAndView member(CurrentMember admin, @PathVariable UUID member, Locale language, ZoneId readerZone) {
        return memberPage(admin, member, false, language, readerZone);
    }

    @PostMapping("/{member}/role")
    ModelAndView changeRole(
            CurrentMember admin,
            @PathVariable UUID member,
            @RequestParam Role role,
            Locale language,
            ZoneId readerZone) {
        return members.changeRole(new UserId(member), role) == MemberChange.LAST_ADMIN
                ? memberPage(admin, member, true, language, readerZone)
                : changed(admin, member, MembersNotice.ROLE_CHANGED);
    }

    @PostMapping("/{member}/removal")
    ModelAndView remove(CurrentMember admin, @PathVariable UUID member, Locale language, ZoneId readerZone) {
        return members.remove(new UserId(member)) == MemberChange.LAST_ADMIN
                ? memberPage(admin, member, true, language, readerZone)
                : changed(admin, member, MembersNotice.REMOVED);
    }

    private ModelAndView memberPage(
            CurrentMember admin, UUID member, boolean lastAdmin, Locale language, ZoneId readerZone) {
        ModelAndView page = new ModelAndView("organization/member", lastAdmin ? HttpStatus.CONFLICT : HttpStatus.OK);
        page.addObject(
                "member",
                members.find(admin, new UserId(member))
                        .map(found -> MemberView.of(found, admin, language, readerZone))
                        .orElseThrow(MemberNotFoundException::new));
        page.addObject("lastAdmin", lastAdmin);
        return page;
    }

    /** An admin who changed themself may not be one any more. */
    private static ModelAndView changed(CurrentMember admin, UUID member, MembersNotice notice) {
        return admin.user().value().equals(member)
                ? new ModelAndView("redirect:/", HttpStatus.SEE_OTHER)
                : MembersPages.redirect(admin, notice);
    }
}
