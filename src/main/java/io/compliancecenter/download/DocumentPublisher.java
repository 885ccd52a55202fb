package io.compliancecenter.download;

import io.compliancecenter.catalogue.CertificateId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Stores the documents of new certificates. The database refuses bytes that do not match the certificate's hash.
 *
 * <p>It is SQL, because an entity would read a whole document into memory to store it for a second certificate, and only the
 * schema's owner may write documents.
 */
public final class DocumentPublisher {

    private final JdbcClient owner;

    /**
     * Creates a publisher for one publication.
     *
     * @param owner the schema's owner, alone in its transaction: see {@code OwnerDatabase}
     */
    public DocumentPublisher(JdbcClient owner) {
        this.owner = owner;
    }

    /**
     * Stores the document of a certificate that has none yet.
     *
     * @param sha256 of the certificate, in lower-case hexadecimal
     * @param file with the bytes; null if a document with that hash is already stored
     * @throws UncheckedIOException if the file cannot be read
     * @throws IllegalStateException if there is neither a file nor a stored document
     * @throws org.springframework.dao.DataIntegrityViolationException if the bytes do not have that hash
     */
    public void publish(CertificateId certificate, String sha256, @Nullable Path file) {
        int rows = file == null ? storeAgain(certificate, sha256) : store(certificate, file);
        if (rows != 1) {
            throw new IllegalStateException("No document with SHA-256 " + sha256 + " was ever stored");
        }
    }

    private int store(CertificateId certificate, Path file) {
        try {
            return owner.sql(
                            "insert into certificate_document (certificate_id, content) values (:certificate, :content)")
                    .param("certificate", certificate.value())
                    .param("content", Files.readAllBytes(file))
                    .update();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private int storeAgain(CertificateId certificate, String sha256) {
        return owner.sql("""
                        insert into certificate_document (certificate_id, content)
                        select :certificate, content from certificate_document where sha256 = :sha256 limit 1
                        """)
                .param("certificate", certificate.value())
                .param("sha256", HexFormat.of().parseHex(sha256))
                .update();
    }
}
