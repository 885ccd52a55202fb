package io.compliancecenter.evidence;

import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The texts that acceptances are of. */
@Repository
public class TermsTexts {

    private final JdbcClient database;

    TermsTexts(JdbcClient database) {
        this.database = database;
    }

    /** The very bytes that were agreed to, by what the entry of an acceptance says; they are kept for ever. */
    @Transactional(readOnly = true)
    public byte[] agreedTo(Facts acceptance) {
        return database.sql("""
                        select content from terms_text where version = :version and locale = :locale and sha256 = :sha256
                        """)
                .param("version", acceptance.number("terms", "version"))
                .param("locale", acceptance.text("terms", "locale"))
                .param("sha256", HexFormat.of().parseHex(acceptance.text("terms", "sha256")))
                .query((row, number) -> row.getBytes(1))
                .single();
    }
}
