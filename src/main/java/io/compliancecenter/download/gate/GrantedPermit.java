package io.compliancecenter.download.gate;

import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.catalogue.published.PublishedDocument.CopyKind;
import io.compliancecenter.download.PermitId;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.stamping.Serial;
import io.compliancecenter.terms.Acceptance.AcceptanceId;
import io.compliancecenter.terms.MemberNames;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a permit.
 *
 * @param acceptance that allows it; null if an agreement signed on paper does
 * @param agreementSignedOn when the agreement that allows it was signed on paper; null if an acceptance does
 * @param names of the member and the Organization when it was granted
 * @param emailVerified whether the member's address was known to be theirs
 * @param serial of the copy
 * @param expired whether it had expired when it was read, by the database's clock
 * @param personal whether the member still has the name and address that it was granted to, and is not a later holder of the address
 */
public record GrantedPermit(
        PermitId id,
        CertificateId certificate,
        @Nullable AcceptanceId acceptance,
        @Nullable LocalDate agreementSignedOn,
        MemberNames names,
        boolean emailVerified,
        Serial serial,
        CopyKind copyKind,
        Instant grantedAt,
        Instant expiresAt,
        boolean expired,
        boolean personal) {

    static GrantedPermit of(DownloadPermit permit, CurrentMember member) {
        return new GrantedPermit(
                permit.id(),
                permit.certificate(),
                permit.acceptance(),
                permit.agreementSignedOn(),
                permit.names(),
                permit.emailVerified(),
                permit.serial(),
                permit.copyKind(),
                permit.grantedAt(),
                permit.expiresAt(),
                permit.expired(),
                permit.belongsTo(member));
    }
}
