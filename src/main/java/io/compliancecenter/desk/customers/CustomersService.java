package io.compliancecenter.desk.customers;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskNotFoundException;
import io.compliancecenter.desk.DeskOrganizations;
import io.compliancecenter.desk.customers.Customers.CustomerRow;
import io.compliancecenter.desk.customers.Customers.DownloadRow;
import io.compliancecenter.desk.customers.Customers.GrantRow;
import io.compliancecenter.desk.customers.Customers.GroupRow;
import io.compliancecenter.desk.customers.Customers.InvitationRow;
import io.compliancecenter.desk.customers.Customers.MemberRow;
import io.compliancecenter.support.ListPage;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads and suspends customers. */
@Service
@ConditionalOnDesk
@Transactional("deskTransactionManager")
class CustomersService {

    static final int PAGE_SIZE = 25;

    private static final int LATEST_DOWNLOADS = 10;

    /** An Organization cannot have more open ones. */
    private static final int MOST_INVITATIONS = 100;

    private final Customers customers;
    private final DeskOrganizations organizations;

    CustomersService(Customers customers, DeskOrganizations organizations) {
        this.customers = customers;
        this.organizations = organizations;
    }

    /** @param page counts from 1 */
    record Found(List<CustomerRow> customers, int found, int page, int pages) {}

    /**
     * An Organization with what belongs to it.
     *
     * @param members those on the page
     * @param page counts from 1
     */
    record Customer(
            CustomerRow row,
            List<MemberRow> members,
            int page,
            int pages,
            List<InvitationRow> invitations,
            List<GroupRow> groups,
            List<GrantRow> grants,
            List<DownloadRow> downloads) {}

    /** @param words in any case; empty for all */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    Found find(String words, int page) {
        String lower = words.toLowerCase(Locale.ROOT);
        int found = organizations.count(lower);
        ListPage shown = ListPage.of(found, PAGE_SIZE, page);
        return new Found(
                customers.find(lower, PageRequest.of(shown.number() - 1, PAGE_SIZE)),
                found,
                shown.number(),
                shown.pages());
    }

    /**
     * @param page of the members, counts from 1
     * @throws DeskNotFoundException if there is no such Organization
     */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    Customer find(UUID organization, int page) {
        CustomerRow row = customers.find(organization).orElseThrow(DeskNotFoundException::new);
        ListPage shown = ListPage.of(Math.toIntExact(row.members()), PAGE_SIZE, page);
        return new Customer(
                row,
                customers.findMembers(organization, PageRequest.of(shown.number() - 1, PAGE_SIZE)),
                shown.number(),
                shown.pages(),
                customers.findInvitations(organization, Limit.of(MOST_INVITATIONS)),
                customers.findGroups(organization),
                customers.findGrants(organization),
                customers.findDownloads(organization, Limit.of(LATEST_DOWNLOADS)));
    }

    void suspend(UUID organization, String reason) {
        customers.suspend(organization, reason);
    }

    void bringBack(UUID organization, String reason) {
        customers.bringBack(organization, reason);
    }
}
