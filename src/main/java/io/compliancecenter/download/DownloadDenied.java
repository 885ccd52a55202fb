package io.compliancecenter.download;

import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.UserId;

/** A download was denied. That a member has to agree to the terms first is not a denial. */
public record DownloadDenied(
        OrganizationId organization, UserId user, CertificateId certificate, DenialReason reason) {}
