package io.compliancecenter.download;

import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.UserId;
import io.compliancecenter.terms.Acceptance.AcceptanceId;
import org.jspecify.annotations.Nullable;

/**
 * A member was granted a permit. Published in the transaction that records it.
 *
 * @param acceptance null if it is under an agreement signed on paper
 * @param signedAgreement null if it is under an acceptance
 */
public record PermitGranted(
        PermitId permit,
        @Nullable AcceptanceId acceptance,
        @Nullable SignedAgreementId signedAgreement,
        OrganizationId organization,
        UserId user,
        CertificateId certificate) {}
