package io.compliancecenter.desk.terms;

import io.compliancecenter.desk.terms.DeskTerms.VersionView;
import io.compliancecenter.terms.TermsVersion.Kind;
import io.compliancecenter.web.TimeText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A version in the list.
 *
 * @param languages with commas between
 * @param state the end of a message key
 * @param withdrawable whether it is to come and was published at the desk
 */
record TermsRow(
        int version,
        Kind kind,
        TimeText effectiveAt,
        String languages,
        boolean byDesk,
        String state,
        boolean withdrawable) {

    /** @param current the number of the version in effect; null if there is none */
    static TermsRow of(VersionView version, @Nullable Integer current, Instant now, Locale language, ZoneId zone) {
        boolean toCome = !version.retired() && version.effectiveAt().isAfter(now);
        boolean isCurrent = current != null && current == version.version();
        return new TermsRow(
                version.version(),
                version.kind(),
                TimeText.of(version.effectiveAt(), language, zone),
                version.texts().keySet().stream().map(Locale::toLanguageTag).collect(Collectors.joining(", ")),
                version.byDesk(),
                isCurrent ? "current" : toCome ? "to-come" : version.retired() ? "retired" : "earlier",
                toCome && version.byDesk());
    }
}
