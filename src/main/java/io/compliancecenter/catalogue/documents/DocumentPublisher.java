package io.compliancecenter.catalogue.documents;

import io.compliancecenter.catalogue.published.CertificateId;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores the documents of new certificates. The database refuses bytes that do not match the certificate's hash.
 *
 * <p>It is a native query, because an entity would keep every document of a publication in memory, and would read a whole
 * document to store it for a second certificate.
 */
@Repository
public class DocumentPublisher {

    private final EntityManager entities;

    DocumentPublisher(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Stores the document of a certificate that has none yet, inside {@code PublisherDatabase.publish}.
     *
     * @param file with the bytes; null if another certificate has the same document
     * @throws UncheckedIOException if the file cannot be read
     * @throws org.springframework.dao.DataAccessException if the bytes do not have that hash, or none are stored
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void publish(CertificateId certificate, @Nullable Path file) {
        if (file == null) {
            entities.createNativeQuery("select 1 from copy_document(:certificate)")
                    .setParameter("certificate", certificate.value())
                    .getSingleResult();
            return;
        }
        entities.createNativeQuery(
                        "insert into certificate_document (certificate_id, content) values (:certificate, :content)")
                .setParameter("certificate", certificate.value())
                .setParameter("content", read(file))
                .executeUpdate();
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
