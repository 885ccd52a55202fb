package io.compliancecenter.catalogue;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.compliancecenter.catalogue.published.Catalogue;
import io.compliancecenter.catalogue.published.ComplianceDetails;
import io.compliancecenter.catalogue.published.PublishedCertificate.Validity;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.catalogue.published.ReaderLanguages;
import io.compliancecenter.catalogue.published.Status;
import io.compliancecenter.catalogue.published.StatusOnDay;
import io.compliancecenter.catalogue.published.StatusOnDay.EffectiveStatus;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Warns at start, after the folder has been published, where the catalogue contradicts itself: a status says one thing and the
 * dates of the certificates another, or several compliances or certifications have the same name.
 */
@Component
class CatalogueCheck {

    private static final Logger log = LoggerFactory.getLogger(CatalogueCheck.class);

    private static final Set<Status> UNCLAIMED = EnumSet.of(Status.IN_PROGRESS, Status.NOT_APPLICABLE);

    private static final Set<Validity> VALID = EnumSet.of(Validity.VALID, Validity.ENDING_SOON);

    private final CatalogueService catalogue;
    private final CatalogueLanguageProperties language;
    private final Clock clock;

    CatalogueCheck(CatalogueService catalogue, CatalogueLanguageProperties language, Clock clock) {
        this.catalogue = catalogue;
        this.language = language;
        this.clock = clock;
    }

    @EventListener(ApplicationStartedEvent.class)
    void warn() {
        Catalogue current = catalogue.current();
        Stream.of(contradictions(current, LocalDate.now(clock)), duplicates(current), ignored(language, current))
                .flatMap(List::stream)
                .forEach(log::warn);
    }

    /** A sentence if the property for the language of the catalogue says otherwise than the catalogue. */
    static List<String> ignored(CatalogueLanguageProperties language, Catalogue catalogue) {
        return catalogue.vendor() != null && language.contradicts(catalogue.vendor())
                ? List.of(
                        "compliance-center.catalogue.language is %s, but the catalogue is in %s as its files say; the property has no effect"
                                .formatted(
                                        requireNonNull(language.language()).toLanguageTag(),
                                        catalogue.languages().get(0)))
                : List.of();
    }

    /** What does not hold on that day, one sentence each, in words of the files that are published. */
    static List<String> contradictions(Catalogue catalogue, LocalDate day) {
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
        String dates = status.effective() == EffectiveStatus.EXPIRED ? "expired on" : "is valid only from";
        return status.contradicted()
                ? Stream.of("%s has the status %s, but its certificate %s %s; its page says so"
                        .formatted(name, status.stated(), dates, status.date()))
                : Stream.of();
    }

    private static Stream<String> understated(String name, PublishedCertification certification, LocalDate day) {
        return certification
                .currentCertificate(day)
                .filter(certificate ->
                        UNCLAIMED.contains(certification.status()) && VALID.contains(certificate.validityOn(day)))
                .map(certificate ->
                        "%s has the status %s, but its certificate is valid".formatted(name, certification.status()))
                .stream();
    }

    /** One sentence for each name that is given more than once in a language. */
    static List<String> duplicates(Catalogue catalogue) {
        return catalogue.languages().stream()
                .map(language -> new ReaderLanguages(
                        List.of(language, catalogue.languages().get(0))))
                .flatMap(language -> duplicateNames(catalogue.in(language)))
                .distinct()
                .toList();
    }

    private static Stream<String> duplicateNames(Catalogue catalogue) {
        return Stream.concat(
                duplicates(
                        catalogue.compliances(),
                        ComplianceDetails::name,
                        ComplianceDetails::code,
                        "compliances %s have the same name '%s'; readers cannot tell them apart"),
                duplicates(
                        catalogue.certifications(),
                        PublishedCertification::name,
                        PublishedCertification::code,
                        "certifications %s have the same name '%s'; pages show their codes and files beside it"));
    }

    private static <T> Stream<String> duplicates(
            List<T> all, Function<T, String> name, Function<T, String> code, String sentence) {
        return all.stream()
                .collect(groupingBy(one -> name.apply(one).strip().toLowerCase(Locale.ROOT), TreeMap::new, toList()))
                .values()
                .stream()
                .filter(same -> same.size() > 1)
                .map(same -> sentence.formatted(
                        same.stream().map(code).map("'%s'"::formatted).collect(joining(", ")),
                        name.apply(same.get(0))));
    }
}
