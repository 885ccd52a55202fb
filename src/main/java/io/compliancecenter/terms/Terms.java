package io.compliancecenter.terms;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The published versions of the Confidential Information terms. */
@Repository
public class Terms {

    /**
     * Two statements in one message. They have to be two: a lock taken by the one that also reads would come after its
     * snapshot.
     */
    private static final String HOLD_STILL_AND_READ = """
            select lock_publication_shared();
            select version, last_material_terms_version(version) as last_material, locale, encode(sha256, 'hex') as sha256
              from terms_text where version = (select current_terms_version())
            """;

    private final TermsVersions versions;
    private final JdbcOperations statements;

    Terms(TermsVersions versions, JdbcOperations statements) {
        this.versions = versions;
        this.statements = statements;
    }

    /**
     * The version that is agreed to now, by the database's clock; empty if none is in effect, and then nobody may download
     * anything.
     */
    @Transactional(readOnly = true)
    public Optional<TermsVersion> current() {
        return versions.findCurrent();
    }

    /** A version that was published, also if it was retired or is not in effect; empty if there never was one. */
    @Transactional(readOnly = true)
    public Optional<TermsVersion> published(int version) {
        return versions.findByVersion(version);
    }

    /**
     * Keeps anything from being published until the current transaction ends. What is read afterwards is as it is until
     * then, but for versions that were published ahead: their time may come.
     *
     * @return the {@linkplain #current() current version}, read afterwards; empty if there is none
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<TermsInEffect> holdStill() {
        return statements.execute(HOLD_STILL_AND_READ, (PreparedStatement both) -> {
            both.execute();
            both.getMoreResults();
            return inEffect(both.getResultSet());
        });
    }

    private static Optional<TermsInEffect> inEffect(ResultSet rows) throws SQLException {
        Optional<TermsInEffect> terms = Optional.empty();
        Map<Locale, String> hashes = new HashMap<>();
        while (rows.next()) {
            hashes.put(Locale.forLanguageTag(rows.getString("locale")), rows.getString("sha256"));
            terms = Optional.of(new TermsInEffect(rows.getInt("version"), rows.getInt("last_material"), hashes));
        }
        return terms;
    }
}
