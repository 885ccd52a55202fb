package io.compliancecenter.desk.draft;

import io.compliancecenter.catalogue.published.PublishedDocument;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskNotFoundException;
import io.compliancecenter.desk.StoredPdf;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The bytes of documents in drafts. It is JDBC, because an entity would hold them in memory: a document goes from its file to the
 * database, and back, in pieces.
 */
@Repository
@ConditionalOnDesk
public class DraftDocuments {

    private final JdbcOperations database;

    DraftDocuments(JdbcOperations database) {
        this.database = database;
    }

    /**
     * Stores the PDF of a certificate that is in the draft.
     *
     * @param file as it was checked
     * @param originalSha256 of the file as it was handed in, if its protection was removed
     */
    @Transactional(value = "deskTransactionManager", propagation = Propagation.MANDATORY)
    public void put(UUID draft, String key, Path file, PublishedDocument document, @Nullable String originalSha256) {
        byte[] original = originalSha256 == null ? null : HexFormat.of().parseHex(originalSha256);
        StoredPdf.store(
                file,
                content -> database.query(
                        "select put_draft_document(?, ?, ?, ?, ?, ?)",
                        rows -> {},
                        draft,
                        key,
                        content,
                        document.pages(),
                        document.copyKind().name(),
                        original));
    }

    /**
     * Whether a file was purged, and can never be published again.
     *
     * @param sha256 in hexadecimal
     */
    @Transactional(value = "deskTransactionManager", propagation = Propagation.MANDATORY)
    public boolean isPurged(String sha256) {
        return Boolean.TRUE.equals(database.queryForObject(
                "select is_purged(?)", Boolean.class, HexFormat.of().parseHex(sha256)));
    }

    /**
     * Writes the PDF of a certificate in a draft to a file.
     *
     * @throws DeskNotFoundException if the draft has none
     */
    @Transactional(value = "deskTransactionManager", readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public void copyTo(UUID draft, String key, Path file) {
        StoredPdf.copy(
                (from, count) -> database.queryForObject(
                        "select read_draft_document(?, ?, ?, ?)", byte[].class, draft, key, from, count),
                file);
    }
}
