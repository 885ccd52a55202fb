package io.compliancecenter.download;

import io.compliancecenter.catalogue.CertificateId;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.UserId;
import io.compliancecenter.terms.Acceptance.AcceptanceId;

/** A member was granted a permit. Published in the transaction that records it. */
public record PermitGranted(
        PermitId permit,
        AcceptanceId acceptance,
        OrganizationId organization,
        UserId user,
        CertificateId certificate) {}
