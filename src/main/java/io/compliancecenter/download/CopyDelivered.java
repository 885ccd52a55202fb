package io.compliancecenter.download;

import io.compliancecenter.catalogue.CertificateId;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.UserId;

/**
 * A copy, or the part of it that was asked for, was handed to the client's connection, or that broke off.
 *
 * @param fromByte where the part begins, from 0
 * @param bytesSent how many bytes went out
 * @param bytesAsked how many should have gone out
 * @param copySize the size of the whole copy in bytes
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
