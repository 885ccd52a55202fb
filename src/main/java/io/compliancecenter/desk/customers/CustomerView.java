package io.compliancecenter.desk.customers;

import io.compliancecenter.desk.customers.Customers.DownloadRow;
import io.compliancecenter.desk.customers.Customers.InvitationRow;
import io.compliancecenter.desk.customers.Customers.MemberRow;
import io.compliancecenter.desk.customers.CustomersService.Customer;
import io.compliancecenter.web.TimeText;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The page of one Organization.
 *
 * @param suspendedAt null if it is not suspended, as is the reason
 * @param previous page of the members; null on the first
 * @param next page of the members; null on the last
 */
record CustomerView(
        UUID id,
        String slug,
        String name,
        boolean managedAtDesk,
        @Nullable TimeText suspendedAt,
        @Nullable String suspensionReason,
        long memberCount,
        List<MemberView> members,
        @Nullable Integer previous,
        @Nullable Integer next,
        List<InvitationView> invitations,
        List<Access> groups,
        List<Access> grants,
        List<DownloadView> downloads) {

    record MemberView(MemberRow row, @Nullable TimeText joinedAt) {}

    record InvitationView(InvitationRow row, TimeText expiresAt) {}

    record DownloadView(DownloadRow row, TimeText at) {}

    /**
     * A group that the Organization is in, or a certificate that is for it.
     *
     * @param detail the group's code, or the certificate's version
     * @param byDesk whether the desk granted it
     * @param from null if it has always been so
     * @param until null if it has no end
     * @param request by which it was granted; null if by none
     */
    record Access(
            String name,
            String detail,
            boolean byDesk,
            @Nullable TimeText from,
            @Nullable TimeText until,
            @Nullable UUID request) {}

    static CustomerView of(Customer customer, Locale language, ZoneId zone) {
        return new CustomerView(
                customer.row().id(),
                customer.row().slug(),
                customer.row().name(),
                customer.row().managedBy().equals("DESK"),
                TimeText.ofNullable(customer.row().suspendedAt(), language, zone),
                customer.row().suspensionReason(),
                customer.row().members(),
                customer.members().stream()
                        .map(row -> new MemberView(row, TimeText.ofNullable(row.joinedAt(), language, zone)))
                        .toList(),
                customer.page() > 1 ? customer.page() - 1 : null,
                customer.page() < customer.pages() ? customer.page() + 1 : null,
                customer.invitations().stream()
                        .map(row -> new InvitationView(row, TimeText.of(row.expiresAt(), language, zone)))
                        .toList(),
                customer.groups().stream()
                        .map(row -> new Access(
                                row.name(),
                                row.code(),
                                false,
                                TimeText.ofNullable(row.validFrom(), language, zone),
                                TimeText.ofNullableEnd(row.validUntil(), language, zone),
                                null))
                        .toList(),
                customer.grants().stream()
                        .map(row -> new Access(
                                row.certification(),
                                Integer.toString(row.version()),
                                row.managedBy().equals("DESK"),
                                TimeText.ofNullable(row.validFrom(), language, zone),
                                TimeText.ofNullableEnd(row.validUntil(), language, zone),
                                row.request()))
                        .toList(),
                customer.downloads().stream()
                        .map(row -> new DownloadView(row, TimeText.of(row.grantedAt(), language, zone)))
                        .toList());
    }
}
