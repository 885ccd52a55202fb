package io.compliancecenter.desk.overview;

import io.compliancecenter.catalogue.CatalogueService;
import io.compliancecenter.catalogue.published.Catalogue;
import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.draft.DraftState;
import io.compliancecenter.desk.overview.DeskNumbers.Waiting;
import io.compliancecenter.web.TimeText;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What needs attention at the desk. */
@Service
@ConditionalOnDesk
@Transactional(value = "deskTransactionManager", readOnly = true)
class OverviewService {

    private static final int DAYS_AHEAD = 60;
    private static final int LATEST = 10;

    private final CatalogueService catalogue;
    private final DeskNumbers numbers;
    private final Clock clock;

    OverviewService(CatalogueService catalogue, DeskNumbers numbers, Clock clock) {
        this.catalogue = catalogue;
        this.numbers = numbers;
        this.clock = clock;
    }

    /**
     * The overview.
     *
     * @param ending current certificates that end soon, next first
     * @param latest downloads
     */
    record Overview(
            long open, long inReview, long requests, Waiting waiting, List<Ending> ending, List<Latest> latest) {}

    record Ending(String name, int version, TimeText validUntil) {}

    record Latest(TimeText at, String name, String organization, String certification, int version) {}

    Overview find(Locale language, ZoneId zone) {
        return new Overview(
                numbers.countDrafts(DraftState.OPEN),
                numbers.countDrafts(DraftState.IN_REVIEW),
                numbers.countOpenRequests(),
                numbers.countWaiting(),
                ending(catalogue.current(), language),
                numbers.findLatest(Limit.of(LATEST)).stream()
                        .map(row -> new Latest(
                                TimeText.of(row.grantedAt(), language, zone),
                                row.name(),
                                row.organization(),
                                row.certification(),
                                row.version()))
                        .toList());
    }

    private List<Ending> ending(Catalogue published, Locale language) {
        LocalDate today = LocalDate.now(clock);
        record Found(String name, PublishedCertificate certificate, LocalDate end) {}
        return published.certifications().stream()
                .flatMap(certification -> certification.currentCertificate(today).stream()
                        .flatMap(current -> Optional.ofNullable(current.issued().validUntil())
                                .map(end -> new Found(certification.name(), current, end))
                                .stream()))
                .filter(found -> !found.end().isBefore(today) && !found.end().isAfter(today.plusDays(DAYS_AHEAD)))
                .sorted(Comparator.comparing(Found::end))
                .map(found ->
                        new Ending(found.name(), found.certificate().version(), TimeText.of(found.end(), language)))
                .toList();
    }
}
