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

    /** Whether the agreement is to these terms, in one of their languages, and to exactly these words. */
    public boolean areThoseOf(Agreement agreement) {
        return version == agreement.termsVersion()
                && agreement.termsSha256().equals(hashes.get(agreement.termsLocale()));
    }
}
