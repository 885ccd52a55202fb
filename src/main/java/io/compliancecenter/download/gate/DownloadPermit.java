package io.compliancecenter.download.gate;

import io.compliancecenter.catalogue.CertificateId;
import io.compliancecenter.catalogue.CopyKind;
import io.compliancecenter.download.PermitId;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.stamping.Serial;
import io.compliancecenter.terms.AcceptanceId;
import java.time.Instant;

/**
 * The right of one member to one copy of one certificate. It cannot exist without its acceptance.
 *
 * @param expired whether its time was over when it was read, by the database's clock
 * @param serial of the copy
 * @param email the member's, when the permit was granted; so are {@code name} and {@code organizationName}
 */
public record DownloadPermit(
        PermitId id,
        AcceptanceId acceptance,
        CertificateId certificate,
        Instant grantedAt,
        Instant expiresAt,
        boolean expired,
        Serial serial,
        CopyKind copyKind,
        String email,
        String name,
        String organizationName) {

    /** Whether it names the member as they are now. It opens nothing for somebody who holds their address by now. */
    public boolean names(CurrentMember member) {
        return email.equals(member.email()) && name.equals(member.name());
    }
}
