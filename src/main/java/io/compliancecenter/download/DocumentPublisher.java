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
     * Stores the document of a certificate that has none yet, as the schema's owner: inside {@code OwnerDatabase.publish}.
     *
     * @param sha256 of the certificate, in lower-case hexadecimal
     * @param file with the bytes; null if a document with that hash is already stored
     * @throws UncheckedIOException if the file cannot be read
     * @throws org.springframework.dao.DataAccessException if the bytes do not have that hash, or none are stored
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void publish(CertificateId certificate, String sha256, @Nullable Path file) {
        entities.createNativeQuery("""
                        insert into certificate_document (certificate_id, content)
                        values (:certificate, coalesce(
                            cast(:content as bytea), (select content from certificate_document where sha256 = :sha256 limit 1)))
                        """)
                .setParameter("certificate", certificate.value())
                .setParameter("content", file == null ? null : read(file))
                .setParameter("sha256", HexFormat.of().parseHex(sha256))
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
