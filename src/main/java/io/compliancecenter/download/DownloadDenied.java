package io.compliancecenter.download;

import io.compliancecenter.catalogue.CertificateId;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.UserId;

/**
 * A download was refused. Not published for a member who only has to agree to the terms first, which is the usual way.
 *
 * @param reason the name of a gate rejection, or of a reason for which the database refused, for example
 *     {@code WORDS_CHANGED}
 */
public record DownloadDenied(OrganizationId organization, UserId user, CertificateId certificate, String reason) {}
