package io.compliancecenter.dashboard;

import io.compliancecenter.web.FileSize;
import io.compliancecenter.web.TimeText;
import java.time.LocalDate;
import java.util.Locale;

/**
 * For whom and on which day values are formatted.
 *
 * @param locale that the browser asks for
 * @param today in UTC
 */
record FormattingContext(Locale locale, LocalDate today) {

    TimeText day(LocalDate day) {
        return TimeText.of(day, locale);
    }

    String fileSize(long bytes) {
        return FileSize.text(bytes, locale);
    }
}
