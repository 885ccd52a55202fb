package io.compliancecenter.download;

import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.UserId;

/**
 * Bytes of a copy were sent: all that were requested, or fewer if the connection broke. Published after the last byte.
 *
 * @param fromByte the start of the requested range; the first byte is 0
 * @param bytesSent how many bytes the connection accepted
 * @param bytesAsked how many bytes were requested
 * @param copySize of the whole copy, in bytes
 * @param copySha256 of the whole copy, in lower-case hexadecimal
 */
public record CopyDelivered(
        PermitId permit,
        OrganizationId organization,
        UserId user,
        CertificateId certificate,
        long fromByte,
        long bytesSent,
        long bytesAsked,
        long copySize,
        String copySha256) {}
