package io.compliancecenter.evidence;

import io.compliancecenter.web.ReaderZone;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which part of an Organization's activity is asked for. What is null does not narrow it.
 *
 * @param member by whom
 * @param certificate about which certificate
 * @param kind of which kind
 * @param from the first day
 * @param to the last day
 * @param zone in which days begin and end and times are told; null for the reader's own. The page puts it into all of its
 *     addresses, so that a link shows the same entries to everyone
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

    /** Whether anything is left out. */
    public boolean narrows() {
        return member != null || certificate != null || kind != null || from != null || to != null;
    }

    /** The same period, and nothing else left out. */
    public ActivityFilter days() {
        return new ActivityFilter(null, null, null, from, to, zone);
    }

    /** The same in a zone, unless it names one itself. */
    public ActivityFilter in(ZoneId readerZone) {
        return zone != null ? this : new ActivityFilter(member, certificate, kind, from, to, readerZone);
    }

    /** The moments that the days begin and end at. */
    public Period period() {
        return Period.of(from, to, zone());
    }

    @Override
    public ZoneId zone() {
        return zone == null ? ReaderZone.UTC : zone;
    }

    /**
     * The path with this filter in its query.
     *
     * @param before the key of the page; null for the first
     */
    public String on(String path, @Nullable Long before) {
        return UriComponentsBuilder.fromPath(path)
                .queryParamIfPresent("member", Optional.ofNullable(member))
                .queryParamIfPresent("certificate", Optional.ofNullable(certificate))
                .queryParamIfPresent("kind", Optional.ofNullable(kind))
                .queryParamIfPresent("from", Optional.ofNullable(from))
                .queryParamIfPresent("to", Optional.ofNullable(to))
                // A variable is encoded strictly: the plus sign in Etc/GMT+5 would be read as a blank.
                .queryParam("zone", "{zone}")
                .queryParamIfPresent("before", Optional.ofNullable(before))
                .encode()
                .buildAndExpand(zone().getId())
                .toUriString();
    }
}
