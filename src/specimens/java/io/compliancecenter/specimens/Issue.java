package io.compliancecenter.specimens;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One issue of a specimen: its file and its dates.
 *
 * @param fileName in the demo folder's {@code certificates/}
 * @param reference the issuer's own number
 * @param validUntil the last day; null if the document has no expiry date
 */
record Issue(
        String fileName,
        String reference,
        LocalDate issuedOn,
        @Nullable LocalDate validUntil) {

    private static final DateTimeFormatter LONG_DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    static Issue of(String fileName, String reference, String issuedOn, @Nullable String validUntil) {
        return new Issue(
                fileName,
                reference,
                LocalDate.parse(issuedOn),
                validUntil == null ? null : LocalDate.parse(validUntil));
    }

    String issued() {
        return text(issuedOn);
    }

    String lastDay() {
        return validUntil == null ? "No date of expiry is stated" : text(validUntil);
    }

    static String text(LocalDate date) {
        return LONG_DATE.format(date);
    }
}
