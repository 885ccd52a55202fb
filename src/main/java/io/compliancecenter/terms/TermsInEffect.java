package io.compliancecenter.terms;

import java.util.Locale;
import java.util.Map;

/**
 * The terms version that is agreed to now, as far as it takes to tell whether it was.
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
     * Whether the agreement is to these terms, in one of their languages, and to exactly these words; and in the language of
     * the words at the box and on the button, if these terms are published in it.
     */
    public boolean areThoseOf(Agreement agreement) {
        return version == agreement.termsVersion()
                && agreement.termsSha256().equals(hashes.get(agreement.termsLocale()))
                && inOneLanguage(agreement.termsLocale(), agreement.wording().locale());
    }

    private boolean inOneLanguage(Locale terms, Locale words) {
        return sameLanguage(terms, words) || hashes.keySet().stream().noneMatch(text -> sameLanguage(text, words));
    }

    private static boolean sameLanguage(Locale one, Locale other) {
        return one.getLanguage().equals(other.getLanguage());
    }
}
