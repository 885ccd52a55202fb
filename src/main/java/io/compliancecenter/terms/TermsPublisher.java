package io.compliancecenter.terms;

import io.compliancecenter.terms.TermsRefusedException.Objection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the published terms equal to the given ones. A version keeps its words, its kind and its time for ever, and a new
 * one is above all that ever were; so that what a member agreed to can be told from its number, and its language.
 *
 * <p>The only thing that can be added to a published version is its text in a further language. That takes nothing from
 * what was agreed to: an acceptance is tied to the one text that it was given for, and no text is ever replaced.
 */
public final class TermsPublisher {

    private final JdbcClient owner;

    /**
     * A publisher within one publication.
     *
     * @param owner the schema's owner, alone in its transaction: see {@code OwnerDatabase}
     */
    public TermsPublisher(JdbcClient owner) {
        this.owner = owner;
    }

    /**
     * Publishes new versions and languages, retires the versions that are missing, and brings back those that are there
     * again.
     *
     * @param prepared by version
     * @return how many versions were added, retired or brought back, or got another language
     * @throws TermsRefusedException if a published version would change, a new one is not above all published ones, the
     *     first is not material, or a version would be in effect before the one below it
     */
    public int publish(SortedMap<Integer, PreparedTerms> prepared) {
        SortedMap<Integer, PublishedTerms> published = PublishedTerms.all(owner);
        List<Objection> objections = TermsObjections.to(prepared, published, now());
        if (!objections.isEmpty()) {
            throw new TermsRefusedException(objections);
        }
        int rows = 0;
        for (PreparedTerms terms : prepared.values()) {
            PublishedTerms before = published.get(terms.version());
            if (before == null) {
                rows += add(terms);
                addTexts(terms, Map.of());
            } else {
                rows += (before.retired() ? bringBack(before.version()) : 0) + addTexts(terms, before.texts());
            }
        }
        for (PublishedTerms before : published.values()) {
            if (!before.retired() && !prepared.containsKey(before.version())) {
                rows += retire(before.version());
            }
        }
        return rows;
    }

    private Instant now() {
        return owner.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private int add(PreparedTerms terms) {
        return owner.sql("""
                        insert into terms_version (version, kind, effective_at)
                        values (:version, :kind, cast(:effectiveAt as timestamptz))
                        """)
                .param("version", terms.version())
                .param("kind", terms.kind().name())
                .param("effectiveAt", utc(terms.effectiveAt()))
                .update();
    }

    private int addTexts(PreparedTerms terms, Map<Locale, String> published) {
        int rows = 0;
        for (Map.Entry<Locale, String> text : terms.texts().entrySet()) {
            if (!published.containsKey(text.getKey())) {
                rows += owner.sql(
                                "insert into terms_text (version, locale, content) values (:version, :locale, :content)")
                        .param("version", terms.version())
                        .param("locale", text.getKey().toLanguageTag())
                        .param("content", text.getValue().getBytes(StandardCharsets.UTF_8))
                        .update();
            }
        }
        return rows;
    }

    private int bringBack(int version) {
        return owner.sql("update terms_version set retired_at = null where version = :version")
                .param("version", version)
                .update();
    }

    private int retire(int version) {
        return owner.sql("update terms_version set retired_at = now() where version = :version")
                .param("version", version)
                .update();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }
}
