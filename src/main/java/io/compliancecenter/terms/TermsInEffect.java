package io.compliancecenter.terms;

import java.util.Locale;
import java.util.Map;

/**
 * What has to be known of the current terms version to decide whether it was agreed to.
 *
 * @param version counts from 1
 * @param lastMaterial see {@link TermsVersion#lastMaterial}
 * @param hashes the SHA-256 of its text in each language, in lower-case hexadecimal
 */
public record TermsInEffect(int version, int lastMaterial, Map<Locale, String> hashes) {

    /** Copies the hashes. */
    public TermsInEffect {
        hashes = Map.copyOf(hashes);
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

    private boolean inOneLanguage(Locale terms, Locale wording) {
        return sameLanguage(terms, wording) || hashes.keySet().stream().noneMatch(text -> sameLanguage(text, wording));
    }

    private static boolean sameLanguage(Locale one, Locale other) {
        return one.getLanguage().equals(other.getLanguage());
    }
}
