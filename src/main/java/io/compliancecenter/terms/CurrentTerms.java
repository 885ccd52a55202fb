package io.compliancecenter.terms;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a decision needs to know of the current version of the terms: all but the texts themselves, which are long.
 *
 * @param lastMaterial the {@linkplain TermsVersion#lastMaterial highest material version} up to this one
 * @param hashes the SHA-256 of each text, in lower-case hexadecimal, by its language
 */
public record CurrentTerms(int version, int lastMaterial, Map<Locale, String> hashes) {

    /** A row for each text. */
    record Row(int version, int lastMaterial, Locale locale, byte[] sha256) {}

    /** @param rows at least one */
    static CurrentTerms of(List<Row> rows) {
        return new CurrentTerms(
                rows.get(0).version(),
                rows.get(0).lastMaterial(),
                rows.stream()
                        .collect(toUnmodifiableMap(
                                Row::locale, row -> HexFormat.of().formatHex(row.sha256()))));
    }

    /**
     * Whether the agreement is to exactly this version and text. The text has to be in the language of the checkbox and the
     * button, if these terms are published in it.
     */
    public boolean matches(Agreement agreement) {
        return version == agreement.termsVersion()
                && agreement.termsSha256().equals(hashes.get(agreement.termsLocale()))
                && inOneLanguage(agreement.termsLocale(), agreement.wording().locale());
    }

    private boolean inOneLanguage(Locale shown, Locale wording) {
        return TermsVersion.sameLanguage(shown, wording)
                || hashes.keySet().stream().noneMatch(locale -> TermsVersion.sameLanguage(locale, wording));
    }
}
