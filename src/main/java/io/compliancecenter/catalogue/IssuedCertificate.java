package io.compliancecenter.catalogue;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A certificate as the vendor hands it in, before it has a version.
 *
 * @param certification code of its certification
 * @param validUntil the last day on which it is valid; null if it has no expiry date
 * @param fileName what a copy is called, ending in {@code .pdf}
 * @param sha256 of the stored bytes, in lower-case hexadecimal
 * @param size of the stored bytes
 * @param originalSha256 of the file as it was handed in, if its protection was removed; null if it is stored as handed in
 */
public record IssuedCertificate(
        String certification,
        String issuer,
        LocalDate issuedOn,
        @Nullable LocalDate validUntil,
        String fileName,
        String sha256,
        int size,
        int pages,
        CopyKind copyKind,
        @Nullable String originalSha256) {}
