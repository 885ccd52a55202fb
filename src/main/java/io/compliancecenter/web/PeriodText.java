package io.compliancecenter.web;

import java.text.MessageFormat;
import java.time.Period;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Periods in words, for example <em>1 year 6 months</em>. */
public final class PeriodText {

    private PeriodText() {}

    /**
     * A period in words, in the units that it is given in: {@code P12M} is <em>12 months</em>.
     *
     * @param period longer than nothing
     * @param language any; one that the pages are not in gets the words of the first that they are in
     */
    public static String of(Period period, Locale language) {
        return Stream.of(
                        text("period.years", period.getYears(), language),
                        text("period.months", period.getMonths(), language),
                        text("period.days", period.getDays(), language))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String text(String key, int number, Locale language) {
        if (number == 0) {
            return "";
        }
        ResourceBundle words = TimeFormats.words(language);
        return new MessageFormat(words.getString(key), words.getLocale()).format(new Object[] {number});
    }
}
