package io.compliancecenter.catalogue;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A certificate as the vendor hands it in, before it has a version.
 *
 * @param certification code of its certification
 * @param validUntil the last day on which it is valid; null if it names none
 * @param fileName what a copy is called, ending in {@code .pdf}
 * @param sha256 of its bytes, in lower-case hexadecimal
 * @param size in bytes
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
        CopyKind copyKind) {}
