package io.compliancecenter.organization.members;

import io.compliancecenter.mail.MailQueued;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.Role;
import io.compliancecenter.organization.UserId;
import io.compliancecenter.organization.members.MemberRows.MemberRow;
import io.compliancecenter.support.ListPage;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who belongs to an Organization, and what its admins do about it. */
@Service
@Transactional
class Members {

    private final MemberRows members;
    private final Invitations invitations;
    private final ApplicationEventPublisher events;

    Members(MemberRows members, Invitations invitations, ApplicationEventPublisher events) {
        this.members = members;
        this.invitations = invitations;
        this.events = events;
    }

    /**
     * A page of the members, and its latest open invitations. A page beyond the last shows the last: the list may have become
     * shorter.
     */
    @Transactional(readOnly = true)
    public MembersList list(CurrentMember admin, MembersFilter filter) {
        String words = filter.words().toLowerCase(Locale.ROOT);
        int found = members.count(admin.organizationId(), words);
        ListPage page = ListPage.of(found, MembersList.SIZE, filter.page());
        return new MembersList(
                members.find(admin.organizationId(), words, PageRequest.of(page.number() - 1, MembersList.SIZE)),
                found,
                page.number(),
                page.pages(),
                invitations.findOpen(admin.organizationId(), Limit.of(MembersList.INVITATIONS)),
                invitations.countOpen(admin.organizationId()));
    }

    @Transactional(readOnly = true)
    public Optional<MemberRow> find(CurrentMember admin, UserId member) {
        return members.find(admin.organizationId(), member);
    }

    /** @param language of the mail */
    public InvitationOutcome invite(String email, Role role, Locale language) {
        return sent(invitations.invite(email, role.name(), language.toLanguageTag()));
    }

    /** @param language of the mail */
    public InvitationOutcome resend(UUID invitation, Locale language) {
        return sent(invitations.resend(invitation, language.toLanguageTag()));
    }

    private InvitationOutcome sent(String name) {
        InvitationOutcome outcome = InvitationOutcome.valueOf(name);
        if (outcome == InvitationOutcome.SENT) {
            events.publishEvent(new MailQueued());
        }
        return outcome;
    }

    public void withdraw(UUID invitation) {
        invitations.withdraw(invitation);
    }

    public MemberChange changeRole(UserId member, Role role) {
        return MemberChange.valueOf(members.changeRole(member.value(), role.name()));
    }

    public MemberChange remove(UserId member) {
        return MemberChange.valueOf(members.remove(member.value()));
    }
}
