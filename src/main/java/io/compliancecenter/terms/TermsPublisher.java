package io.compliancecenter.terms;

import io.compliancecenter.terms.TermsRefusedException.Objection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the published terms equal to the given ones. A version keeps its words for ever, and a new one is above all that
 * ever were; so that what a member agreed to can be told from its number.
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

    private record Published(int version, String text, boolean retired) {}

    /**
     * Publishes new versions, retires those that are missing, and brings back those that are there again.
     *
     * @param texts Markdown by version; its UTF-8 bytes are what is agreed to
     * @return how many versions were added, retired or brought back
     * @throws TermsRefusedException if a published version has other words, or a new one is not above all published ones
     */
    public int publish(SortedMap<Integer, String> texts) {
        SortedMap<Integer, Published> published = published();
        refuse(texts, published);
        int rows = 0;
        for (Map.Entry<Integer, String> text : texts.entrySet()) {
            Published before = published.get(text.getKey());
            if (before == null) {
                rows += add(text.getKey(), text.getValue());
            } else if (before.retired()) {
                rows += bringBack(before.version());
            }
        }
        for (Published before : published.values()) {
            if (!before.retired() && !texts.containsKey(before.version())) {
                rows += retire(before.version());
            }
        }
        return rows;
    }

    private static void refuse(SortedMap<Integer, String> texts, SortedMap<Integer, Published> published) {
        List<Objection> objections = new ArrayList<>();
        texts.forEach((version, text) -> {
            Published before = published.get(version);
            if (before == null && !published.isEmpty() && version < published.lastKey()) {
                objections.add(new Objection(
                        version, "a new version has to be above the highest published one, " + published.lastKey()));
            } else if (before != null && !before.text().equals(text)) {
                objections.add(new Objection(
                        version,
                        "version " + version + " is published with other words, which never change;"
                                + " publish the new words as version "
                                + (Math.max(published.lastKey(), texts.lastKey()) + 1)));
            }
        });
        if (!objections.isEmpty()) {
            throw new TermsRefusedException(objections);
        }
    }

    private SortedMap<Integer, Published> published() {
        SortedMap<Integer, Published> versions = new TreeMap<>();
        owner.sql("select version, content, retired_at is not null as retired from terms_version")
                .query((row, number) -> new Published(
                        row.getInt("version"),
                        new String(row.getBytes("content"), StandardCharsets.UTF_8),
                        row.getBoolean("retired")))
                .list()
                .forEach(version -> versions.put(version.version(), version));
        return versions;
    }

    private int add(int version, String text) {
        return owner.sql("insert into terms_version (version, content) values (:version, :content)")
                .param("version", version)
                .param("content", text.getBytes(StandardCharsets.UTF_8))
                .update();
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
}
