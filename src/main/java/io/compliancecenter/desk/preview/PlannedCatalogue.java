package io.compliancecenter.desk.preview;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static java.util.stream.Collectors.toMap;

import io.compliancecenter.catalogue.published.Catalogue;
import io.compliancecenter.catalogue.published.Catalogue.CertificationDetails;
import io.compliancecenter.catalogue.published.CompleteCatalogue;
import io.compliancecenter.catalogue.published.ComplianceDetails;
import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.catalogue.published.Restriction;
import io.compliancecenter.desk.preview.PreviewRows.PlaceRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue as it would be. The methods do what {@code publish_draft} does in the database, in the same order; a test publishes
 * what it has previewed, and compares the pages.
 */
class PlannedCatalogue {

    private final Catalogue published;
    private final Listing<ComplianceDetails> compliances;
    private final Listing<PublishedCertification> certifications;
    private final Map<UUID, Restriction> restrictions;

    PlannedCatalogue(CompleteCatalogue published, List<PlaceRow> compliancePlaces, List<PlaceRow> certificationPlaces) {
        this.published = published.catalogue();
        compliances = new Listing<>(compliancePlaces, this.published.compliances(), ComplianceDetails::code);
        certifications =
                new Listing<>(certificationPlaces, this.published.certifications(), PublishedCertification::code);
        restrictions = published.restrictions().stream()
                .collect(toMap(
                        restriction -> restriction.certificate().value(),
                        Function.identity(),
                        (a, b) -> a,
                        HashMap::new));
    }

    void put(ComplianceDetails compliance) {
        compliances.put(compliance.code(), compliance.within(published.languages()));
    }

    /** @param returning certificates that come back with it, latest first; only if it is retired */
    void put(
            CertificationDetails certification,
            List<PublishedCertificate> returning,
            Collection<Restriction> theirRestrictions) {
        PublishedCertification known = certifications.find(certification.code());
        certifications.put(
                certification.code(),
                new PublishedCertification(
                        certification.within(published.languages()), known == null ? returning : known.certificates()));
        theirRestrictions.forEach(
                restriction -> restrictions.put(restriction.certificate().value(), restriction));
    }

    /** @param restriction null if it is for everyone */
    void issue(String certification, PublishedCertificate certificate, @Nullable Restriction restriction) {
        PublishedCertification known = certifications.find(certification);
        if (known == null) {
            return;
        }
        List<PublishedCertificate> all = new ArrayList<>(known.certificates());
        all.add(0, certificate);
        certifications.put(certification, known.with(all));
        if (restriction != null) {
            restrictions.put(certificate.id().value(), restriction);
        }
    }

    void retireCompliance(String code) {
        compliances.remove(code);
    }

    void retireCertification(String code) {
        certifications.remove(code);
    }

    void orderCompliances(List<String> codes) {
        compliances.order(codes);
    }

    void orderCertifications(List<String> codes) {
        certifications.order(codes);
    }

    /** With a revision of its own: nothing may take it for what is published. */
    CompleteCatalogue complete() {
        return new CompleteCatalogue(
                new Catalogue(
                        UUID.randomUUID(),
                        Set.of(),
                        published.languages(),
                        published.vendor(),
                        compliances.shown(),
                        certifications.shown()),
                List.copyOf(restrictions.values()));
    }

    /** A list in the vendor's order. */
    private static class Listing<T> {

        private static final Comparator<PlaceRow> ORDER = comparing(PlaceRow::place, nullsLast(naturalOrder()))
                .thenComparing(PlaceRow::position)
                .thenComparing(PlaceRow::code);

        private final Map<String, PlaceRow> places = new LinkedHashMap<>();
        private final Map<String, T> items;

        Listing(List<PlaceRow> places, List<T> published, Function<T, String> code) {
            places.forEach(row -> this.places.put(row.code(), row));
            items = published.stream().collect(toMap(code, Function.identity(), (a, b) -> a, HashMap::new));
        }

        @Nullable
        T find(String code) {
            return items.get(code);
        }

        /** What is new comes last. */
        void put(String code, T item) {
            items.put(code, item);
            int last =
                    places.values().stream().mapToInt(PlaceRow::position).max().orElse(0);
            places.putIfAbsent(code, new PlaceRow(code, null, last + 1));
        }

        void remove(String code) {
            items.remove(code);
        }

        void order(List<String> codes) {
            places.replaceAll((code, row) -> new PlaceRow(
                    code, codes.contains(code) ? Integer.valueOf(codes.indexOf(code) + 1) : null, row.position()));
        }

        List<T> shown() {
            return places.values().stream()
                    .sorted(ORDER)
                    .map(row -> items.get(row.code()))
                    .filter(item -> item != null)
                    .toList();
        }
    }
}
