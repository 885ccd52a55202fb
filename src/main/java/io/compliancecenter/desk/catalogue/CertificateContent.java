package io.compliancecenter.desk.catalogue;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate as a draft has it. Its document is stored beside it.
 *
 * @param certification code
 * @param issuer null until its details are known, as are the dates
 * @param validUntil null also if it has no expiry date
 * @param fileName of the PDF, which copies are named after
 * @param otherwise null to have the database fill in for whom the latest version is
 * @param groups that it is for, unless it is for everyone
 * @param allowances what the uploader had to allow; null in drafts from before that was kept
 */
record CertificateContent(
        String certification,
        @Nullable String issuer,
        @Nullable LocalDate issuedOn,
        @Nullable LocalDate validUntil,
        String fileName,
        @Nullable Otherwise otherwise,
        @Nullable List<GroupAccess> groups,
        @Nullable List<Allowance> allowances) {

    /** What an Organization sees of a certificate that is for groups. */
    enum Otherwise {
        /** It is for everyone, not for groups. */
        EVERYONE,
        ON_REQUEST,
        HIDDEN
    }

    /**
     * Access of a group of Organizations.
     *
     * @param from ISO 8601; null for no beginning
     * @param until ISO 8601; null for no end
     */
    record GroupAccess(
            String group, @Nullable String from, @Nullable String until) {}

    /** Why the file would have been refused otherwise. */
    enum Allowance {
        ATTACHMENTS,
        LINKS,
        PROTECTION
    }
}
