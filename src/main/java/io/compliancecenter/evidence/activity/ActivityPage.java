package io.compliancecenter.evidence.activity;

import io.compliancecenter.catalogue.PublishedCatalogue;
import io.compliancecenter.evidence.ActivityFilter;
import io.compliancecenter.evidence.EntryKind;
import io.compliancecenter.evidence.EvidenceEntry;
import io.compliancecenter.evidence.Facts;
import io.compliancecenter.web.ReaderZone;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the page of the activity shows.
 *
 * @param members whom it can be narrowed to
 * @param certificates what it can be narrowed to
 * @param kinds what it can be narrowed to; their labels are message keys
 * @param from the filter's first day as a date field has it, empty if it has none
 * @param to the filter's last day, likewise
 * @param zone id of the time zone that days and times are told in
 * @param zoneName its name for people
 * @param narrowed whether the filter leaves anything out
 * @param csvAddress of the same entries as a file
 * @param bundleAddress of the evidence bundle for the same days
 * @param newestAddress of the first page; null on it
 * @param olderAddress of the next page; null on the last
 */
record ActivityPage(
        List<ActivityRow> rows,
        List<Choice> members,
        List<Choice> certificates,
        List<Choice> kinds,
        String from,
        String to,
        String zone,
        String zoneName,
        boolean narrowed,
        String csvAddress,
        String bundleAddress,
        @Nullable String newestAddress,
        @Nullable String olderAddress) {

    /** How many entries a page has. */
    static final int SIZE = 50;

    /** A value of a filter. */
    record Choice(String value, String label, boolean chosen) {}

    /** @param entries the page's, and one more if there is another page */
    static ActivityPage of(
            String slug,
            ActivityFilter filter,
            @Nullable Long before,
            List<EvidenceEntry> entries,
            List<EvidenceEntry> members,
            List<EvidenceEntry> certificates,
            PublishedCatalogue published,
            Locale reader) {
        List<Facts> certificateFacts =
                certificates.stream().map(entry -> Facts.of(entry.payload())).toList();
        CertificateNames names = CertificateNames.in(certificateFacts, published);
        List<EvidenceEntry> shown = entries.subList(0, Math.min(SIZE, entries.size()));
        String address = "/organizations/" + slug + "/activity";
        return new ActivityPage(
                shown.stream()
                        .map(entry -> ActivityRow.of(entry, names, reader, filter.zone()))
                        .toList(),
                choices(
                        members.stream().map(entry -> Facts.of(entry.payload())).toList(),
                        facts -> member(facts, filter)),
                choices(certificateFacts, facts -> certificate(facts, names, filter)),
                Arrays.stream(EntryKind.values())
                        .map(kind -> new Choice(kind.name(), kind.badge().label(), kind == filter.kind()))
                        .toList(),
                text(filter.from()),
                text(filter.to()),
                filter.zone().getId(),
                ReaderZone.name(filter.zone()),
                filter.narrows(),
                filter.on(address + ".csv", null),
                filter.days().on(address + "/bundle.zip", null),
                before == null ? null : filter.on(address, null),
                entries.size() > SIZE
                        ? filter.on(address, shown.get(SIZE - 1).header().sequence())
                        : null);
    }

    private static String text(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }

    private static List<Choice> choices(List<Facts> facts, Function<Facts, Choice> choice) {
        return facts.stream()
                .map(choice)
                // Somebody may have asked for a certificate that there never was.
                .filter(named -> !named.label().isEmpty())
                .sorted(Comparator.comparing(Choice::label, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    private static Choice member(Facts facts, ActivityFilter filter) {
        String id = facts.text("member", "id");
        return new Choice(
                id,
                facts.text("member", "name") + " · " + facts.text("member", "email"),
                id.equals(String.valueOf(filter.member())));
    }

    private static Choice certificate(Facts facts, CertificateNames names, ActivityFilter filter) {
        String id = facts.text("certificate", "id");
        String name = facts.text("certificate", "certificationName");
        String distinction = names.distinction(facts);
        String label = name + " · " + facts.text("certificate", "version");
        return new Choice(
                id,
                name.isEmpty() ? "" : distinction.isEmpty() ? label : label + " · " + distinction,
                id.equals(String.valueOf(filter.certificate())));
    }
}
