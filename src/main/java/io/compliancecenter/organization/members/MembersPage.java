package io.compliancecenter.organization.members;

import io.compliancecenter.organization.CurrentMember;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The page of an Organization's members.
 *
 * @param searchable whether the list is long enough to be searched, or is searched now
 * @param words that were searched for
 * @param first number of the first member on this page, counted from 1; 0 if nobody was found
 * @param last number of the last one
 * @param found how many there are on all pages
 * @param page number of this page, counted from 1
 * @param previous address of the page before; null if this is the first
 * @param next address of the page after; null if this is the last
 * @param openInvitations how many invitations are open; those shown are the latest
 */
record MembersPage(
        List<MemberView> members,
        boolean searchable,
        String words,
        int first,
        int last,
        int found,
        int page,
        int pages,
        @Nullable String previous,
        @Nullable String next,
        List<InvitationView> invitations,
        int openInvitations) {

    static MembersPage of(MembersList list, MembersFilter filter, CurrentMember reader, Locale language, ZoneId zone) {
        String address = "/organizations/" + reader.organization().slug() + "/members";
        int from = (list.page() - 1) * MembersList.SIZE;
        return new MembersPage(
                list.members().stream()
                        .map(member -> MemberView.of(member, reader, language, zone))
                        .toList(),
                list.found() > MembersList.AT_A_GLANCE || !filter.words().isEmpty(),
                filter.words(),
                list.found() == 0 ? 0 : from + 1,
                from + list.members().size(),
                list.found(),
                list.page(),
                list.pages(),
                list.page() == 1 ? null : filter.addressOf(address, list.page() - 1),
                list.page() == list.pages() ? null : filter.addressOf(address, list.page() + 1),
                list.invitations().stream()
                        .map(invitation -> InvitationView.of(invitation, language, zone))
                        .toList(),
                list.openInvitations());
    }

    /** Whether there are other pages. */
    public boolean paged() {
        return pages > 1;
    }
}
