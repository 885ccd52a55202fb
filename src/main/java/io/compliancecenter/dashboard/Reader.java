package io.compliancecenter.dashboard;

import io.compliancecenter.web.FileSize;
import io.compliancecenter.web.TimeText;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * For whom values are put into words.
 *
 * @param locale that the browser asks for
 * @param today in UTC
 * @param idempotencyKeys gives the key of each form, a new one each time
 */
record Reader(Locale locale, LocalDate today, Supplier<String> idempotencyKeys) {

    Reader(Locale locale, LocalDate today) {
        this(locale, today, () -> UUID.randomUUID().toString());
    }

    /** The same, with other keys for forms. */
    Reader withKeys(Supplier<String> keys) {
        return new Reader(locale, today, keys);
    }

    TimeText day(LocalDate day) {
        return TimeText.of(day, locale);
    }

    String fileSize(long bytes) {
        return FileSize.text(bytes, locale);
    }
}
