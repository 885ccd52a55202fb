package io.compliancecenter.download.delivery;

import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.download.PermitId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads the documents of certificates. It is SQL, because the application's role cannot read them: the database function
 * {@code read_document} checks the permit and returns a part of the bytes.
 */
@Repository
class DocumentStore {

    private static final Logger log = LoggerFactory.getLogger(DocumentStore.class);

    private static final int PART_SIZE = 1 << 20;

    private final JdbcClient database;

    DocumentStore(JdbcClient database) {
        this.database = database;
    }

    /**
     * Copies the certificate's bytes into a file, so that neither a connection nor much memory is in use while a client
     * reads.
     *
     * @return the file; the caller closes it
     * @throws DocumentAlteredException if the bytes differ from those that were published
     * @throws SpoolingFailedException if the file cannot be written, as on a full disk
     * @throws org.springframework.dao.DataAccessException if the database refuses the permit or is unavailable
     */
    @Transactional(readOnly = true, isolation = Isolation.READ_COMMITTED)
    SpooledFile read(PermitId permit, PublishedCertificate certificate) {
        SpooledFile file = SpooledFile.of(out -> {
            for (int from = 0; from < certificate.issued().size(); from += PART_SIZE) {
                out.write(part(permit, from));
            }
        });
        if (!file.sha256().equals(certificate.issued().sha256())) {
            file.close();
            DocumentAlteredException altered = new DocumentAlteredException(certificate, file.sha256());
            log.error("ALERT: {}", altered.getMessage());
            throw altered;
        }
        return file;
    }

    private byte[] part(PermitId permit, int from) {
        return database.sql("select read_document(:permit, :from, :count)")
                .param("permit", permit.value())
                .param("from", from + 1)
                .param("count", PART_SIZE)
                .query((row, number) -> row.getBytes(1))
                .single();
    }
}
