package io.compliancecenter.desk.downloads;

import static java.util.stream.Collectors.toMap;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.downloads.Downloads.CertificateRow;
import io.compliancecenter.desk.downloads.Downloads.DownloadRow;
import io.compliancecenter.desk.downloads.Downloads.PeriodRow;
import io.compliancecenter.desk.downloads.Downloads.SupersededRow;
import io.compliancecenter.desk.downloads.Downloads.TermsRow;
import io.compliancecenter.web.Period;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads who has what. */
@Service
@ConditionalOnDesk
@Transactional(value = "deskTransactionManager", readOnly = true)
class DownloadsService {

    static final int PAGE_SIZE = 50;

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final UUID NO_CERTIFICATE = new UUID(0, 0);
    private static final UUID LAST = new UUID(-1, -1);

    /**
     * Downloads in each month.
     *
     * @param counts by the number of the month, from 1, without months that have none
     */
    record DownloadsByMonth(DownloadMonths months, Map<Integer, Long> counts) {}

    private final Downloads downloads;
    private final Clock clock;

    DownloadsService(Downloads downloads, Clock clock) {
        this.downloads = downloads;
        this.clock = clock;
    }

    /**
     * The latest downloads that match the filter.
     *
     * @param before the last permit of the batch before; null for the first
     */
    List<DownloadRow> latest(DownloadsFilter filter, @Nullable UUID before, int limit) {
        Period period = filter.period();
        return downloads.find(
                Objects.requireNonNullElse(period.begin(), EARLIEST),
                Objects.requireNonNullElse(period.end(), LATEST),
                before == null ? LATEST : downloads.findTime(before).orElse(EARLIEST),
                before == null ? LAST : before,
                filter.certificate() == null,
                Objects.requireNonNullElse(filter.certificate(), NO_CERTIFICATE),
                lower(filter.organization()),
                lower(filter.person()),
                Limit.of(limit));
    }

    /** How many downloads that match the filter there were in each month. */
    DownloadsByMonth byMonth(DownloadsFilter filter) {
        DownloadMonths months = DownloadMonths.of(filter, downloads.now());
        Map<Integer, Long> counts = months.months().isEmpty()
                ? Map.of()
                : downloads
                        .count(
                                months.starts(),
                                Objects.requireNonNullElse(months.period().begin(), EARLIEST),
                                Objects.requireNonNullElse(months.period().end(), LATEST),
                                filter.certificate() == null,
                                Objects.requireNonNullElse(filter.certificate(), NO_CERTIFICATE),
                                lower(filter.organization()),
                                lower(filter.person()))
                        .stream()
                        .collect(toMap(PeriodRow::period, PeriodRow::downloads));
        return new DownloadsByMonth(months, counts);
    }

    private static String lower(@Nullable String words) {
        return words == null ? "" : words.toLowerCase(Locale.ROOT);
    }

    List<CertificateRow> certificates() {
        return downloads.findCertificates();
    }

    /** @param page counts from 0 */
    List<SupersededRow> superseded(int page) {
        return downloads.findSuperseded(LocalDate.now(clock), PageRequest.of(page, PAGE_SIZE));
    }

    List<TermsRow> acceptedTerms() {
        return downloads.findAcceptedTerms();
    }
}
