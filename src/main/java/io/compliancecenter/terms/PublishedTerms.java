package io.compliancecenter.terms;

import io.compliancecenter.terms.TermsVersion.Kind;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A version as a publication finds it.
 *
 * @param texts Markdown by language
 */
record PublishedTerms(
        int version, Kind kind, Instant publishedAt, Instant effectiveAt, boolean retired, Map<Locale, String> texts) {

    /** All versions there ever were. */
    static SortedMap<Integer, PublishedTerms> all(JdbcClient owner) {
        SortedMap<Integer, PublishedTerms> versions = new TreeMap<>();
        owner.sql("select version, kind, published_at, effective_at, retired_at from terms_version")
                .query(PublishedTerms::read)
                .list()
                .forEach(version -> versions.put(version.version(), version));
        owner.sql("select version, locale, content from terms_text")
                .query((row, number) -> addText(row, versions))
                .list();
        return versions;
    }

    private static PublishedTerms addText(ResultSet row, Map<Integer, PublishedTerms> versions) throws SQLException {
        PublishedTerms version = Objects.requireNonNull(versions.get(row.getInt("version")));
        version.texts()
                .put(
                        Locale.forLanguageTag(row.getString("locale")),
                        new String(row.getBytes("content"), StandardCharsets.UTF_8));
        return version;
    }

    private static PublishedTerms read(ResultSet row, int number) throws SQLException {
        return new PublishedTerms(
                row.getInt("version"),
                Kind.valueOf(row.getString("kind")),
                row.getObject("published_at", OffsetDateTime.class).toInstant(),
                row.getObject("effective_at", OffsetDateTime.class).toInstant(),
                row.getObject("retired_at") != null,
                new LinkedHashMap<>());
    }
}
