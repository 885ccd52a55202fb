package io.compliancecenter.evidence.activity;

import io.compliancecenter.evidence.EntryKind;
import io.compliancecenter.web.Period;
import io.compliancecenter.web.ReaderZone;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A filter of an Organization's activity. A component that is null filters nothing.
 *
 * @param from the first day
 * @param to the last day
 * @param zone of days and times; null for the reader's own. The page puts it into all of its addresses, so that a link shows
 *     the same entries to everyone
 */
public record ActivityFilter(
        @Nullable UUID member,
        @Nullable UUID certificate,
        @Nullable EntryKind kind,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate from,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate to,

        @Nullable ZoneId zone) {

    /** Whether it leaves anything out. */
    public boolean isActive() {
        return member != null || certificate != null || kind != null || from != null || to != null;
    }

    /** This filter's days only. */
    ActivityFilter daysOnly() {
        return new ActivityFilter(null, null, null, from, to, zone);
    }

    /** This filter in the reader's zone, unless it has a zone. */
    public ActivityFilter in(ZoneId readerZone) {
        return zone != null ? this : new ActivityFilter(member, certificate, kind, from, to, readerZone);
    }

    /** When the first day begins; null if there is none. */
    public @Nullable Instant begin() {
        return period().begin();
    }

    /** When the last day ends; null if there is none. */
    public @Nullable Instant end() {
        return period().end();
    }

    private Period period() {
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
     * @param before the key of the page; null for the first page
     */
    String on(String path, @Nullable Long before) {
        return UriComponentsBuilder.fromPath(path)
                .queryParamIfPresent("member", Optional.ofNullable(member))
                .queryParamIfPresent("certificate", Optional.ofNullable(certificate))
                .queryParamIfPresent("kind", Optional.ofNullable(kind))
                .queryParamIfPresent("from", Optional.ofNullable(from))
                .queryParamIfPresent("to", Optional.ofNullable(to))
                // A variable is encoded strictly: the plus sign in Etc/GMT+5 would be read as a space.
                .queryParam("zone", "{zone}")
                .queryParamIfPresent("before", Optional.ofNullable(before))
                .encode()
                .buildAndExpand(zone().getId())
                .toUriString();
    }
}
