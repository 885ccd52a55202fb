package io.compliancecenter.download;

import io.compliancecenter.catalogue.CertificateId;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.UserId;

/**
 * Bytes of a copy went out, all that were asked for or some before the connection broke. Published after that, whatever
 * became of it at the other end.
 *
 * @param fromByte where the part begins that was asked for; 0 is the first byte
 * @param bytesSent how many of them the server's connection took
 * @param bytesAsked how many were asked for
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
