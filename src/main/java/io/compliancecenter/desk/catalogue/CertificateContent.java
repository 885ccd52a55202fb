package io.compliancecenter.desk.catalogue;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A certificate as a draft has it. Its document is stored beside it.
 *
 * @param certification code
 * @param issuer null until its details are known, as are the dates
 * @param validUntil null also if it has no expiry date
 * @param fileName of the PDF, which copies are named after
 */
record CertificateContent(
        String certification,
        @Nullable String issuer,
        @Nullable LocalDate issuedOn,
        @Nullable LocalDate validUntil,
        String fileName) {}
