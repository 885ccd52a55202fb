package io.compliancecenter.terms;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;

/**
 * One numbered version of the Confidential Information terms. It never changes once it is published, but that it may be
 * retired, and that its text may be added in a further language.
 *
 * @param version counts from 1
 * @param kind what it changes in the version below it
 * @param effectiveAt from when it is in effect
 * @param lastMaterial the highest material version up to this one: whoever agreed to it, or to one since, has agreed to
 *     all but editorial changes
 * @param texts the same words in one or more languages, English first, then in the order of their publication
 */
public record TermsVersion(int version, Kind kind, Instant effectiveAt, int lastMaterial, List<TermsText> texts) {

    /** What a version changes in the version below it. */
    public enum Kind {
        /** What was agreed to: earlier acceptances no longer serve. */
        MATERIAL,
        /** Nothing that was agreed to: earlier acceptances go on serving. */
        EDITORIAL
    }

    /** Copies the texts; there has to be one at least. */
    public TermsVersion {
        texts = List.copyOf(texts);
    }

    /** The text in exactly that language; empty if it is not published in it. */
    public Optional<TermsText> text(Locale locale) {
        return texts.stream().filter(text -> text.locale().equals(locale)).findFirst();
    }

    /**
     * The text that suits a reader best among those in one language.
     *
     * @param language without a region
     * @param wanted which of them, if there are several, such as {@code de-AT} and {@code de-CH}
     * @return empty if none is in that language
     */
    public Optional<TermsText> textIn(Locale language, List<LanguageRange> wanted) {
        List<TermsText> candidates = texts.stream()
                .filter(text -> text.locale().getLanguage().equals(language.getLanguage()))
                .toList();
        return candidates.isEmpty() ? Optional.empty() : Optional.of(best(candidates, wanted));
    }

    /**
     * The text that suits a reader best; the first if none does.
     *
     * @param wanted languages by falling preference, as in {@code Accept-Language}. Each is looked up (RFC 4647, section
     *     3.4), so that {@code de-AT} finds {@code de}; then filtered by (section 3.3.1), so that {@code pt} finds
     *     {@code pt-BR}
     */
    public TermsText textFor(List<LanguageRange> wanted) {
        return best(texts, wanted);
    }

    private static TermsText best(List<TermsText> texts, List<LanguageRange> wanted) {
        List<Locale> locales = texts.stream().map(TermsText::locale).toList();
        for (LanguageRange range : wanted) {
            Locale found = Locale.lookup(List.of(range), locales);
            Optional<Locale> match = found == null
                    ? Locale.filter(List.of(range), locales).stream().findFirst()
                    : Optional.of(found);
            if (match.isPresent()) {
                return texts.get(locales.indexOf(match.get()));
            }
        }
        return texts.get(0);
    }
}
