package io.compliancecenter.desk.groups;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskNotFoundException;
import io.compliancecenter.desk.DeskOrganizations;
import io.compliancecenter.desk.DeskOrganizations.OrganizationRow;
import io.compliancecenter.desk.groups.Groups.GroupRow;
import io.compliancecenter.desk.groups.Groups.PlaceRow;
import io.compliancecenter.desk.groups.Groups.ProposalRow;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads and changes access groups. The database checks who may do it. */
@Service
@ConditionalOnDesk
@Transactional("deskTransactionManager")
class GroupsService {

    static final int PAGE_SIZE = 50;
    private static final int MOST_FOUND = 20;

    private final Groups groups;
    private final DeskOrganizations organizations;

    GroupsService(Groups groups, DeskOrganizations organizations) {
        this.groups = groups;
        this.organizations = organizations;
    }

    /** All groups, and what waits for an answer. */
    record AllGroups(List<GroupRow> groups, List<ProposalRow> proposals) {}

    /**
     * A group.
     *
     * @param places on the page
     * @param found Organizations for the words
     */
    record OneGroup(GroupRow row, List<PlaceRow> places, List<ProposalRow> proposals, List<OrganizationRow> found) {}

    @Transactional(value = "deskTransactionManager", readOnly = true)
    AllGroups find() {
        return new AllGroups(groups.find(), groups.findProposals());
    }

    /**
     * @param page counts from 0
     * @param words to search for; empty for no search
     * @throws DeskNotFoundException if there is no such group
     */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    OneGroup find(String code, int page, String words) {
        return new OneGroup(
                groups.find(code).orElseThrow(DeskNotFoundException::new),
                groups.findPlaces(code, page * PAGE_SIZE, PAGE_SIZE),
                groups.findProposals(code),
                words.isEmpty() ? List.of() : organizations.find(words.toLowerCase(Locale.ROOT), Limit.of(MOST_FOUND)));
    }

    boolean create(String code, String name) {
        return groups.create(code, name);
    }

    void rename(String code, String name) {
        groups.rename(code, name);
    }

    void retire(String code) {
        groups.retire(code);
    }

    GroupOutcome propose(String code, UUID organization, @Nullable Instant from, @Nullable Instant until) {
        return GroupOutcome.valueOf(groups.propose(
                code, organization, from == null ? "" : from.toString(), until == null ? "" : until.toString()));
    }

    GroupOutcome decide(UUID proposal, boolean approved) {
        return GroupOutcome.valueOf(groups.decide(proposal, approved));
    }

    void remove(String code, UUID organization) {
        groups.remove(code, organization);
    }
}
