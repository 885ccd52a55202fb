package io.compliancecenter.desk.downloads;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.downloads.Downloads.SupersededRow;
import io.compliancecenter.support.Attachments;
import io.compliancecenter.web.TimeText;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Shows the vendor's people who has what. */
@Controller
@ConditionalOnDesk
class DownloadsController {

    private static final int LAST_PAGE = 1_000_000;

    private final DownloadsService downloads;
    private final DownloadsCsv csv;

    DownloadsController(DownloadsService downloads, DownloadsCsv csv) {
        this.downloads = downloads;
        this.csv = csv;
    }

    /** A row about an Organization that holds a superseded version. */
    record Superseded(SupersededRow row, TimeText downloadedAt) {}

    /** A row about a version of the terms. */
    record AcceptedTerms(Downloads.TermsRow row, TimeText latest) {}

    /** @param before the last permit of the page before */
    @GetMapping(DownloadsPage.PATH)
    ModelAndView downloads(
            DeskPerson reader,
            DownloadsFilter filter,
            @RequestParam @Nullable UUID before,
            Locale language,
            ZoneId readerZone) {
        DownloadsFilter zoned = filter.in(readerZone);
        DownloadsPage page = DownloadsPage.of(
                downloads.latest(zoned, before, DownloadsService.PAGE_SIZE + 1),
                downloads.certificates(),
                zoned,
                before,
                language);
        // Once is enough: it is the same on each page of the list.
        boolean charted = before == null && !page.rows().isEmpty();
        return new ModelAndView("desk/downloads")
                .addObject("page", page)
                .addObject("charted", charted)
                .addObject(
                        "chart",
                        charted
                                ? DownloadsChart.of(downloads.byMonth(zoned), zoned, language)
                                        .orElse(null)
                                : null);
    }

    /** The same downloads on one page, for spreadsheets. */
    @GetMapping(DownloadsPage.PATH + ".csv")
    void csv(
            DeskPerson reader, DownloadsFilter filter, Locale language, ZoneId readerZone, HttpServletResponse response)
            throws IOException {
        Attachments.describe(response, "text/csv; charset=UTF-8", "downloads.csv");
        csv.write(filter.in(readerZone), language, response.getOutputStream());
    }

    /** @param page counts from 1 */
    @GetMapping(DownloadsPage.PATH + "/superseded")
    ModelAndView superseded(
            DeskPerson reader, @RequestParam(defaultValue = "1") int page, Locale language, ZoneId zone) {
        int number = Math.max(1, Math.min(page, LAST_PAGE));
        List<SupersededRow> rows = downloads.superseded(number - 1);
        return new ModelAndView("desk/superseded")
                .addObject(
                        "rows",
                        rows.stream()
                                .map(row -> new Superseded(row, TimeText.of(row.downloadedAt(), language, zone)))
                                .toList())
                .addObject("previous", number > 1 ? number - 1 : null)
                .addObject("next", rows.size() == DownloadsService.PAGE_SIZE ? number + 1 : null);
    }

    @GetMapping(DownloadsPage.PATH + "/terms")
    ModelAndView terms(DeskPerson reader, Locale language, ZoneId zone) {
        return new ModelAndView("desk/accepted-terms")
                .addObject(
                        "rows",
                        downloads.acceptedTerms().stream()
                                .map(row -> new AcceptedTerms(row, TimeText.of(row.latest(), language, zone)))
                                .toList());
    }
}
