package io.compliancecenter.evidence;

import java.time.LocalDate;
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
 * @param from the first day, in UTC
 * @param to the last day, in UTC
 */
record ActivityFilter(
        @Nullable UUID member,
        @Nullable UUID certificate,
        @Nullable EntryKind kind,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate from,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate to) {

    /** Whether anything is left out. */
    boolean narrows() {
        return member != null || certificate != null || kind != null || from != null || to != null;
    }

    /** The same period, and nothing else left out. */
    ActivityFilter days() {
        return new ActivityFilter(null, null, null, from, to);
    }

    /**
     * The path with this filter in its query.
     *
     * @param before the key of the page; null for the first
     */
    String on(String path, @Nullable Long before) {
        return UriComponentsBuilder.fromPath(path)
                .queryParamIfPresent("member", Optional.ofNullable(member))
                .queryParamIfPresent("certificate", Optional.ofNullable(certificate))
                .queryParamIfPresent("kind", Optional.ofNullable(kind))
                .queryParamIfPresent("from", Optional.ofNullable(from))
                .queryParamIfPresent("to", Optional.ofNullable(to))
                .queryParamIfPresent("before", Optional.ofNullable(before))
                .toUriString();
    }
}
