package io.compliancecenter.download;

import io.compliancecenter.catalogue.CertificateId;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.UserId;

/**
 * The gate stayed shut.
 *
 * @param reason in words for a log, for example {@code WORDS_CHANGED}
 */
public record DownloadDenied(OrganizationId organization, UserId user, CertificateId certificate, String reason) {}
