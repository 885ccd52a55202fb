package io.compliancecenter.publishing.folder;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A certificate as {@code catalogue.yaml} lists it, its file not yet looked at.
 *
 * @param place where it names its file
 * @param certification code of its certification
 * @param file below the folder
 * @param validUntil null if it names none
 * @param removesProtection whether a file that is protected against changes may be published without its protection
 */
record ListedCertificate(
        Place place,
        String certification,
        String file,
        String issuer,
        LocalDate issuedOn,
        @Nullable LocalDate validUntil,
        boolean removesProtection) {}
