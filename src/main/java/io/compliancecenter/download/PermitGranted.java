package io.compliancecenter.download;

import io.compliancecenter.catalogue.CertificateId;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.UserId;
import io.compliancecenter.terms.AcceptanceId;

/** The gate opened. Published inside the transaction that records it, so that a listener that fails undoes it. */
public record PermitGranted(
        PermitId permit,
        AcceptanceId acceptance,
        OrganizationId organization,
        UserId user,
        CertificateId certificate) {}
