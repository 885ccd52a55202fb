package io.compliancecenter.publishing;

import static java.util.stream.Collectors.toCollection;

import io.compliancecenter.publishing.pdfcheck.KeptContent;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What published documents hold that somebody had to allow. It is a property of their bytes, so it never changes. */
@Repository
class KeptContents {

    private final JdbcClient database;

    KeptContents(JdbcClient database) {
        this.database = database;
    }

    /** By SHA-256 in lower-case hexadecimal, without documents of which it is not known. */
    Map<String, Set<KeptContent>> findAll() {
        Map<String, Set<KeptContent>> kept = new HashMap<>();
        database.sql("select encode(sha256, 'hex') as hash, array_to_string(kept, ',') as kept from kept_content")
                .query(row -> {
                    kept.put(
                            row.getString("hash"),
                            Stream.of(row.getString("kept").split(","))
                                    .filter(name -> !name.isEmpty())
                                    .map(KeptContent::valueOf)
                                    .collect(toCollection(() -> EnumSet.noneOf(KeptContent.class))));
                });
        return kept;
    }

    /** @param sha256 in lower-case hexadecimal */
    void add(String sha256, Set<KeptContent> kept) {
        database.sql("insert into kept_content (sha256, kept) values (:sha256, :kept) on conflict do nothing")
                .param("sha256", HexFormat.of().parseHex(sha256))
                .param("kept", kept.stream().map(KeptContent::name).toArray(String[]::new))
                .update();
    }
}
