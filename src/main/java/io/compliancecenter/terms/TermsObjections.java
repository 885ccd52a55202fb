package io.compliancecenter.terms;

import io.compliancecenter.terms.TermsRefusedException.Objection;
import io.compliancecenter.terms.TermsVersion.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** Collects all objections to a publication, so that one attempt reports them together. */
final class TermsObjections {

    private final SortedMap<Integer, PreparedTerms> prepared;
    private final SortedMap<Integer, TermsVersion> published;
    private final Instant now;
    private final List<Objection> objections = new ArrayList<>();

    private TermsObjections(
            SortedMap<Integer, PreparedTerms> prepared, SortedMap<Integer, TermsVersion> published, Instant now) {
        this.prepared = prepared;
        this.published = published;
        this.now = now;
    }

    /** @param now by the database's clock */
    static List<Objection> to(
            SortedMap<Integer, PreparedTerms> prepared, SortedMap<Integer, TermsVersion> published, Instant now) {
        TermsObjections objections = new TermsObjections(prepared, published, now);
        prepared.values().forEach(objections::consider);
        objections.considerOrder();
        return objections.objections;
    }

    private void consider(PreparedTerms terms) {
        TermsVersion before = published.get(terms.version());
        if (before != null && before.isManagedByDesk() && before.isSameAs(terms)) {
            return;
        }
        if (before != null && before.isManagedByDesk()) {
            object(
                    terms,
                    "version",
                    "version " + terms.version() + " was published at the desk; publish another one, " + next());
        } else if (before != null) {
            compare(terms, before);
        } else if (!published.isEmpty() && terms.version() < published.lastKey()) {
            object(terms, "version", "a new version has to be above the highest published one, " + published.lastKey());
        } else if (terms.kind() == Kind.EDITORIAL && published.isEmpty() && terms.version() == prepared.firstKey()) {
            object(
                    terms,
                    "change",
                    "the first version must be material, because there are no earlier acceptances to keep");
        }
    }

    private void compare(PreparedTerms terms, TermsVersion before) {
        String version = "version " + terms.version();
        if (terms.kind() != before.kind()) {
            object(
                    terms,
                    "change",
                    version + " is published as " + before.kind().name().toLowerCase(Locale.ROOT)
                            + ", which never changes; publish another version, " + next());
        }
        Instant effectiveAt = terms.effectiveAt() == null ? before.publishedAt() : terms.effectiveAt();
        if (!effectiveAt.equals(before.effectiveAt())) {
            object(
                    terms,
                    "effective",
                    version + " is published to be in effect from " + before.effectiveAt()
                            + ", which never changes; publish another version, " + next());
        }
        before.texts().forEach(text -> {
            Locale locale = text.locale();
            String given = terms.texts().get(locale);
            if (given == null) {
                object(
                        terms,
                        textIn(locale),
                        version + " is published in '" + locale.toLanguageTag()
                                + "' too; a published text is kept, or its version is left out as a whole");
            } else if (!given.equals(text.markdown())) {
                object(
                        terms,
                        textIn(locale),
                        version
                                + " is published with other words, which never change; publish the new words as version "
                                + next());
            }
        });
    }

    /** A version must not come into effect before those below it, which it replaces. The order of past versions does not matter. */
    private void considerOrder() {
        PreparedTerms latest = null;
        for (PreparedTerms terms : prepared.values()) {
            if (latest != null
                    && effectiveAt(latest).isAfter(now)
                    && effectiveAt(terms).isBefore(effectiveAt(latest))) {
                object(
                        terms,
                        "effective",
                        "version " + terms.version() + " would be in effect before version " + latest.version()
                                + ", which is in effect from " + effectiveAt(latest)
                                + "; leave out that version, or name a later time");
            } else {
                latest = terms;
            }
        }
    }

    private Instant effectiveAt(PreparedTerms terms) {
        TermsVersion before = published.get(terms.version());
        if (before != null) {
            return before.effectiveAt();
        }
        return terms.effectiveAt() == null ? now : terms.effectiveAt();
    }

    private int next() {
        return Math.max(published.lastKey(), prepared.lastKey()) + 1;
    }

    private void object(PreparedTerms terms, String field, String reason) {
        objections.add(new Objection(terms.version(), field, reason));
    }

    private static String textIn(Locale locale) {
        return "texts." + locale.toLanguageTag();
    }
}
