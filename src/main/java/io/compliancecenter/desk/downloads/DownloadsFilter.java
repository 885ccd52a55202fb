package io.compliancecenter.desk.downloads;

import io.compliancecenter.web.OneLine;
import io.compliancecenter.web.Period;
import io.compliancecenter.web.ReaderZone;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A filter of the downloads. A component that is null filters nothing.
 *
 * @param organization a part of its name, or its whole slug
 * @param person a part of a name or an e-mail address
 * @param from the first day
 * @param to the last day
 * @param zone of days and times; null for the reader's own
 */
record DownloadsFilter(
        @Nullable UUID certificate,
        @Nullable String organization,
        @Nullable String person,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate from,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate to,

        @Nullable ZoneId zone) {

    /** Longer ones find nothing. */
    private static final int MAX_LENGTH = 200;

    DownloadsFilter {
        organization = words(organization);
        person = words(person);
    }

    private static @Nullable String words(@Nullable String typed) {
        String words = typed == null ? "" : OneLine.of(typed, MAX_LENGTH);
        return words.isEmpty() ? null : words;
    }

    /** Whether it leaves anything out. */
    public boolean isActive() {
        return certificate != null || organization != null || person != null || from != null || to != null;
    }

    /** This filter in the reader's zone, unless it has a zone. */
    DownloadsFilter in(ZoneId readerZone) {
        return zone != null ? this : new DownloadsFilter(certificate, organization, person, from, to, readerZone);
    }

    /** The same for other days. */
    DownloadsFilter within(LocalDate first, LocalDate last) {
        return new DownloadsFilter(certificate, organization, person, first, last, zone);
    }

    Period period() {
        return new Period(from, to, zone());
    }

    @Override
    public ZoneId zone() {
        return zone == null ? ReaderZone.UTC : zone;
    }

    /** The zone's name for people. */
    public String zoneName() {
        return ReaderZone.name(zone());
    }

    /**
     * The path with this filter as its query.
     *
     * @param before the last permit of the page before; null for the first page
     */
    String on(String path, @Nullable UUID before) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path)
                .queryParamIfPresent("certificate", Optional.ofNullable(certificate))
                .queryParamIfPresent("from", Optional.ofNullable(from))
                .queryParamIfPresent("to", Optional.ofNullable(to))
                .queryParamIfPresent("before", Optional.ofNullable(before));
        // As variables, which are encoded strictly: a plus sign would be read as a space.
        if (organization != null) {
            address.queryParam("organization", "{organization}");
        }
        if (person != null) {
            address.queryParam("person", "{person}");
        }
        return address.queryParam("zone", "{zone}")
                .encode()
                .buildAndExpand(Map.of(
                        "organization", organization == null ? "" : organization,
                        "person", person == null ? "" : person,
                        "zone", zone().getId()))
                .toUriString();
    }
}
