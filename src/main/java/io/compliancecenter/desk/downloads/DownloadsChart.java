package io.compliancecenter.desk.downloads;

import io.compliancecenter.desk.downloads.DownloadsService.DownloadsByMonth;
import java.text.NumberFormat;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Downloads in each month, as bars. Heights are in pixels, and places are percentages of the width, so that the bars fit any width while
 * the numbers keep their size.
 *
 * @param months oldest first
 * @param total of all of them
 * @param first name of the first month; so are the others
 * @param most the month with the most downloads, the latest of several
 * @param partial whether a month is only a part of one
 * @param wide whether the numbers need more room than usual
 */
record DownloadsChart(
        List<Month> months, long total, String first, String last, Month most, boolean partial, boolean wide) {

    /** The line on which the bars stand, from the top. */
    static final int BASE = 156;

    private static final int TALLEST = 128;

    /** What is there can be seen. */
    private static final int LEAST = 2;

    private static final double SLOT = 100.0 / DownloadMonths.MOST;
    private static final double BAR = 0.62;

    /** Digits and separators for which there is room beside each other. */
    private static final int ROOM = 6;

    /**
     * A month.
     *
     * @param name as <em>November 2026</em>
     * @param label as <em>Nov</em>
     * @param year where a year begins, and in the first month; otherwise empty
     * @param number its downloads for people
     * @param part whether it is not over yet, or only partly in the period
     * @param listAddress its downloads
     * @param left end of the bar, with a percent sign; so are its width and its middle
     * @param height 0 if there is no bar
     */
    record Month(
            String name,
            String label,
            String year,
            long downloads,
            String number,
            boolean part,
            String listAddress,
            String left,
            String width,
            String middle,
            int height) {

        public int top() {
            return BASE - height;
        }
    }

    /** Empty if there are no downloads in these months. */
    static Optional<DownloadsChart> of(DownloadsByMonth downloads, DownloadsFilter filter, Locale language) {
        List<YearMonth> months = downloads.months().months();
        List<Long> counts = new ArrayList<>();
        for (int place = 1; place <= months.size(); place++) {
            counts.add(downloads.counts().getOrDefault(place, 0L));
        }
        long most = counts.stream().max(Comparator.naturalOrder()).orElse(0L);
        if (most == 0) {
            return Optional.empty();
        }
        List<Month> shown = new ArrayList<>();
        for (int place = 0; place < months.size(); place++) {
            shown.add(month(place, counts.get(place), most, downloads.months(), filter, language));
        }
        return Optional.of(new DownloadsChart(
                shown,
                counts.stream().mapToLong(Long::longValue).sum(),
                shown.get(0).name(),
                shown.get(shown.size() - 1).name(),
                shown.get(counts.lastIndexOf(most)),
                shown.stream().anyMatch(Month::part),
                shown.stream().anyMatch(month -> month.number().length() > ROOM)));
    }

    private static Month month(
            int place, long count, long most, DownloadMonths months, DownloadsFilter filter, Locale language) {
        YearMonth month = months.months().get(place);
        return new Month(
                named("LLLL uuuu", month, language),
                named("LLL", month, language),
                place == 0 || month.getMonthValue() == 1 ? named("uuuu", month, language) : "",
                count,
                NumberFormat.getIntegerInstance(language).format(count),
                months.isPart(month),
                filter.within(months.firstDay(month), months.lastDay(month)).on(DownloadsPage.PATH, null),
                percent((place + (1 - BAR) / 2) * SLOT),
                percent(BAR * SLOT),
                percent((place + 0.5) * SLOT),
                count == 0 ? 0 : (int) Math.max(LEAST, Math.round((double) TALLEST * count / most)));
    }

    private static String named(String pattern, YearMonth month, Locale language) {
        return DateTimeFormatter.ofPattern(pattern, language).format(month);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.3f%%", share);
    }
}
