package io.compliancecenter.terms;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/**
 * One numbered version of the Confidential Information terms. It never changes once it is published, except that it may be
 * retired, and that its text may be added in a further language.
 */
@Entity
public class TermsVersion implements Persistable<Integer> {

    private static final Comparator<TermsText> ENGLISH_FIRST_THEN_AS_PUBLISHED =
            Comparator.<TermsText, Boolean>comparing(text -> !text.locale().equals(Locale.ENGLISH))
                    .thenComparing(TermsText::publishedAt)
                    .thenComparing(text -> text.locale().toLanguageTag());

    @Id
    private int version;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private Kind kind;

    /** The database sets it if no time is given. */
    @Generated(event = EventType.INSERT, writable = true)
    @Column(updatable = false)
    private @Nullable Instant effectiveAt;

    @Generated
    @Column(insertable = false, updatable = false)
    private @Nullable Instant publishedAt;

    private @Nullable Instant retiredAt;

    @Formula("last_material_terms_version(`version`)")
    private int lastMaterial;

    @OneToMany(cascade = CascadeType.PERSIST)
    @JoinColumn(name = "version", insertable = false, updatable = false)
    private Set<TermsText> texts = new LinkedHashSet<>();

    /** What a version changes in the version below it. */
    public enum Kind {
        /** What was agreed to: earlier acceptances no longer serve. */
        MATERIAL,
        /** Nothing that was agreed to: earlier acceptances go on serving. */
        EDITORIAL
    }

    /** A new version. */
    public TermsVersion(PreparedTerms prepared) {
        version = prepared.version();
        kind = prepared.kind();
        effectiveAt = prepared.effectiveAt();
        lastMaterial = version;
        addTexts(prepared.texts());
    }

    /** For Hibernate. */
    @NullUnmarked
    protected TermsVersion() {}

    @Override
    public Integer getId() {
        return version;
    }

    /** Tells Spring Data to insert it, whose id is given by the vendor. */
    @Override
    public boolean isNew() {
        return publishedAt == null;
    }

    /** Counts from 1. */
    public int version() {
        return version;
    }

    /** What it changes in the version below it. */
    public Kind kind() {
        return kind;
    }

    /**
     * From when it is in effect.
     *
     * @throws IllegalStateException if it is new and no time was given, before the database has set one
     */
    public Instant effectiveAt() {
        return published(effectiveAt);
    }

    /**
     * When it was published.
     *
     * @throws IllegalStateException before it is
     */
    Instant publishedAt() {
        return published(publishedAt);
    }

    private static Instant published(@Nullable Instant time) {
        if (time == null) {
            throw new IllegalStateException("This version is not published yet");
        }
        return time;
    }

    /** The highest material version up to this one. An acceptance of it, or of a later one, still counts for this version. */
    public int lastMaterial() {
        return lastMaterial;
    }

    /** Whether it differs from that earlier version, and only by editorial changes. */
    public boolean changesOnlyEditorially(int earlier) {
        return earlier >= lastMaterial && earlier < version;
    }

    /** The same words in one or more languages, English first, then in the order of their publication. */
    public List<TermsText> texts() {
        return texts.stream().sorted(ENGLISH_FIRST_THEN_AS_PUBLISHED).toList();
    }

    boolean isRetired() {
        return retiredAt != null;
    }

    /** Withdraws it: nobody can agree to it any more. */
    void retire(Instant at) {
        retiredAt = at;
    }

    /**
     * Publishes it again if it was retired, and in the languages that it is not published in yet.
     *
     * @return how many changes that makes
     */
    int publishAgain(Map<Locale, String> prepared) {
        int changes = isRetired() ? 1 : 0;
        retiredAt = null;
        return changes + addTexts(prepared);
    }

    private int addTexts(Map<Locale, String> prepared) {
        int before = texts.size();
        prepared.forEach((locale, markdown) -> {
            if (text(locale).isEmpty()) {
                texts.add(new TermsText(version, locale, markdown));
            }
        });
        return texts.size() - before;
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
        List<TermsText> candidates = texts().stream()
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
        return best(texts(), wanted);
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
