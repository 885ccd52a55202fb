package io.compliancecenter.download;

import io.compliancecenter.catalogue.CertificateId;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores the documents of new certificates. The database refuses bytes that do not match the certificate's hash.
 *
 * <p>They are native queries, because an entity would keep every document of a publication in memory, and would read a whole
 * document to store it for a second certificate.
 */
@Repository
public class DocumentPublisher {

    private final EntityManager entities;

    DocumentPublisher(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Stores the document of a certificate that has none yet, as the schema's owner: inside {@code OwnerDatabase.publish}.
     *
     * @param sha256 of the certificate, in lower-case hexadecimal
     * @param file with the bytes; null if a document with that hash is already stored
     * @throws UncheckedIOException if the file cannot be read
     * @throws IllegalStateException if there is neither a file nor a stored document
     * @throws org.springframework.dao.DataAccessException if the bytes do not have that hash
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void publish(CertificateId certificate, String sha256, @Nullable Path file) {
        int rows = file == null ? storeAgain(certificate, sha256) : store(certificate, file);
        if (rows != 1) {
            throw new IllegalStateException("No document with SHA-256 " + sha256 + " was ever stored");
        }
    }

    private int store(CertificateId certificate, Path file) {
        try {
            return entities.createNativeQuery(
                            "insert into certificate_document (certificate_id, content) values (:certificate, :content)")
                    .setParameter("certificate", certificate.value())
                    .setParameter("content", Files.readAllBytes(file))
                    .executeUpdate();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private int storeAgain(CertificateId certificate, String sha256) {
        return entities.createNativeQuery("""
                        insert into certificate_document (certificate_id, content)
                        select :certificate, content from certificate_document where sha256 = :sha256 limit 1
                        """)
                .setParameter("certificate", certificate.value())
                .setParameter("sha256", HexFormat.of().parseHex(sha256))
                .executeUpdate();
    }
}
