package io.compliancecenter.download;

import io.compliancecenter.catalogue.CertificateId;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.UserId;

/**
 * The gate stayed shut.
 *
 * @param reason in words for a log, for example {@code WORDS_CHANGED}
 */
public record DownloadDenied(OrganizationId organization, UserId user, CertificateId certificate, String reason) {

    /** Whether the member was only led to the terms, which is no refusal but the usual way. */
    public boolean leadsToTerms() {
        return reason.equals(Rejection.AGREEMENT_REQUIRED.name());
    }
}
