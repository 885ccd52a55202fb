package io.compliancecenter.terms;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The published versions of the Confidential Information terms. */
@Repository
public class Terms {

    private final JdbcClient database;

    Terms(JdbcClient database) {
        this.database = database;
    }

    /** The version that is agreed to today; empty if none is published, and then nobody may download anything. */
    @Transactional(readOnly = true)
    public Optional<TermsVersion> current() {
        return database.sql("""
                        select version, content, encode(sha256, 'hex') as sha256, published_at
                          from terms_version where version = current_terms_version()
                        """)
                .query((row, number) -> new TermsVersion(
                        row.getInt("version"),
                        new String(row.getBytes("content"), StandardCharsets.UTF_8),
                        row.getString("sha256"),
                        row.getObject("published_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /**
     * Keeps anything from being published until the current transaction ends. What is read afterwards is current until
     * then. It is a statement of its own: a lock taken by the statement that also reads would come after its snapshot.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void holdStill() {
        database.sql("select lock_publication_shared()").query(rows -> {});
    }
}
