package io.compliancecenter.organization.members;

import io.compliancecenter.organization.members.Invitations.OpenInvitation;
import io.compliancecenter.organization.members.MemberRows.MemberRow;
import java.util.List;

/**
 * A page of an Organization's members, and its open invitations.
 *
 * @param found how many members there are on all pages
 * @param page counts from 1
 * @param openInvitations how many invitations are open; those shown are the latest
 */
record MembersList(
        List<MemberRow> members,
        int found,
        int page,
        int pages,
        List<OpenInvitation> invitations,
        int openInvitations) {

    /** Members on a page. */
    static final int SIZE = 25;

    /** Invitations that are shown. */
    static final int INVITATIONS = 100;

    /** Longer lists have a search. */
    static final int AT_A_GLANCE = 10;
}
