package io.compliancecenter.catalogue;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Warns, once what a start publishes is published, where the catalogue contradicts itself: a status says one thing, and the
 * dates of the certificates another.
 */
@Component
class StatusConsistencyCheck {

    private static final Logger log = LoggerFactory.getLogger(StatusConsistencyCheck.class);

    private final CurrentCatalogue catalogue;
    private final Clock clock;

    StatusConsistencyCheck(CurrentCatalogue catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    @EventListener(ApplicationStartedEvent.class)
    void warn() {
        in(catalogue.get(), LocalDate.now(clock)).forEach(log::warn);
    }

    /** What does not hold on that day, one sentence each, in words of the files that are published. */
    static List<String> in(PublishedCatalogue catalogue, LocalDate day) {
        Stream<String> compliances = catalogue.compliances().stream()
                .flatMap(compliance ->
                        overstated("compliance '" + compliance.code() + "'", catalogue.statusOn(compliance, day)));
        Stream<String> certifications = catalogue.certifications().stream().flatMap(certification -> {
            String name = "certification '" + certification.code() + "'";
            return Stream.concat(overstated(name, certification.statusOn(day)), understated(name, certification, day));
        });
        return Stream.concat(compliances, certifications).toList();
    }

    private static Stream<String> overstated(String name, StatusOnDay status) {
        return switch (status.effective()) {
            case EXPIRED ->
                Stream.of("%s has the status %s, but its certificate expired on %s; its page says so"
                        .formatted(name, status.stated(), status.date()));
            case NOT_YET_VALID ->
                Stream.of("%s has the status %s, but its certificate is valid only from %s; its page says so"
                        .formatted(name, status.stated(), status.date()));
            case COMPLIANT, CERTIFIED, IN_PROGRESS, NOT_APPLICABLE -> Stream.of();
        };
    }

    private static Stream<String> understated(String name, Certification certification, LocalDate day) {
        return switch (certification.status()) {
            case IN_PROGRESS, NOT_APPLICABLE ->
                certification
                        .currentCertificate(day)
                        .filter(certificate -> switch (certificate.validityOn(day)) {
                            case VALID, ENDING_SOON -> true;
                            case NOT_YET_VALID, EXPIRED, SUPERSEDED -> false;
                        })
                        .map(certificate -> "%s has the status %s, but its certificate is valid"
                                .formatted(name, certification.status()))
                        .stream();
            case COMPLIANT, CERTIFIED -> Stream.of();
        };
    }
}
