package io.compliancecenter.terms;

import io.compliancecenter.catalogue.Manager;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/**
 * One numbered version of the Confidential Information terms. A published version never changes, but it can be retired and its
 * text can be added in other languages.
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

    @Generated
    @Enumerated(EnumType.STRING)
    @Column(insertable = false, updatable = false)
    private @Nullable Manager managedBy;

    @Formula("last_material_terms_version(`version`)")
    private int lastMaterial;

    @OneToMany(cascade = CascadeType.PERSIST)
    @JoinColumn(name = "version", insertable = false, updatable = false)
    private Set<TermsText> texts = new LinkedHashSet<>();

    /** How a version differs from the one below it. */
    public enum Kind {
        /** It changes what members agree to: earlier acceptances no longer count. */
        MATERIAL,
        /** It does not change what members agree to: earlier acceptances still count. */
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

    /**
     * A version as it would be if it were published now. It is never saved.
     *
     * @param prepared with its time
     * @param before the version with the next lower number; null if there is none
     */
    public static TermsVersion planned(PreparedTerms prepared, @Nullable TermsVersion before) {
        TermsVersion planned = new TermsVersion(prepared);
        if (before != null && prepared.kind() == Kind.EDITORIAL) {
            planned.lastMaterial = before.lastMaterial;
        }
        return planned;
    }

    /** For Hibernate. */
    @NullUnmarked
    protected TermsVersion() {}

    @Override
    public Integer getId() {
        return version;
    }

    /** Tells Spring Data to insert it, because its id is assigned. */
    @Override
    public boolean isNew() {
        return publishedAt == null;
    }

    /** Counts from 1. */
    public int version() {
        return version;
    }

    /** How it differs from the version below it. */
    public Kind kind() {
        return kind;
    }

    /** When it comes into effect. Unless a time was given, this is known once it is saved. */
    public Instant effectiveAt() {
        return Objects.requireNonNull(effectiveAt);
    }

    /** When it was published; known once it is saved. */
    Instant publishedAt() {
        return Objects.requireNonNull(publishedAt);
    }

    /** The highest material version up to this one. An acceptance of it, or of a later one, still counts for this version. */
    public int lastMaterial() {
        return lastMaterial;
    }

    /** Whether it differs from that earlier version, and only by editorial changes. */
    public boolean changesOnlyEditorially(int earlier) {
        return earlier >= lastMaterial && earlier < version;
    }

    static boolean sameLanguage(Locale one, Locale other) {
        return one.getLanguage().equals(other.getLanguage());
    }

    /** Its texts in all languages, English first, then in the order of their publication. */
    public List<TermsText> texts() {
        return texts.stream().sorted(ENGLISH_FIRST_THEN_AS_PUBLISHED).toList();
    }

    /** Whether it was published at the desk, so that the folder leaves it alone. */
    public boolean isManagedByDesk() {
        return managedBy == Manager.DESK;
    }

    /** Whether it is on offer, and exactly what was prepared. */
    boolean isSameAs(PreparedTerms prepared) {
        return !isRetired() && prepared().equals(prepared);
    }

    /** As it could be published again. */
    public PreparedTerms prepared() {
        Map<Locale, String> words = new LinkedHashMap<>();
        texts().forEach(text -> words.put(text.locale(), text.markdown()));
        return new PreparedTerms(version, kind, effectiveAt, words);
    }

    public boolean isRetired() {
        return retiredAt != null;
    }

    /** Retires it, so that nobody can agree to it any longer. */
    void retire(Instant at) {
        retiredAt = at;
    }

    /**
     * Publishes it again if it was retired, and adds texts in languages in which it is not published yet.
     *
     * @return the number of changes
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
     * Chooses the best text for a reader among those in one language.
     *
     * @param language without a region
     * @param wanted the reader's languages, to choose between {@code de-AT} and {@code de-CH}
     * @return the text; empty if none is in that language
     */
    public Optional<TermsText> textIn(Locale language, List<LanguageRange> wanted) {
        List<TermsText> candidates = texts().stream()
                .filter(text -> sameLanguage(text.locale(), language))
                .toList();
        return candidates.isEmpty() ? Optional.empty() : Optional.of(best(candidates, wanted));
    }

    /**
     * Chooses the best text for a reader; the first text if no language matches.
     *
     * @param wanted the reader's languages, best first, as in {@code Accept-Language}. Each is matched by lookup (RFC 4647,
     *     section 3.4), so that {@code de-AT} finds {@code de}, and then by filtering (section 3.3.1), so that {@code pt}
     *     finds {@code pt-BR}
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
