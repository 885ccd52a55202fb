package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.published.ReaderLanguages;
import io.compliancecenter.web.FileSize;
import io.compliancecenter.web.TimeText;
import java.time.LocalDate;
import java.util.Locale;

/**
 * For whom and on which day values are formatted, and which texts are chosen.
 *
 * @param locale that the browser asks for
 * @param today in UTC
 * @param reader the languages of the catalogue that are shown
 */
record FormattingContext(Locale locale, LocalDate today, ReaderLanguages reader) {

    TimeText day(LocalDate day) {
        return TimeText.of(day, locale);
    }

    String fileSize(long bytes) {
        return FileSize.text(bytes, locale);
    }
}
