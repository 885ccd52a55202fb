package io.compliancecenter.download.delivery;

import io.compliancecenter.catalogue.Certificate;
import io.compliancecenter.download.PermitId;
import io.compliancecenter.support.Sha256;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** The certificates' bytes. The application's role cannot read them; the database hands them out for a permit only. */
@Repository
class DocumentStore {

    private static final Logger log = LoggerFactory.getLogger(DocumentStore.class);

    private static final int PIECE = 1 << 20;

    private final JdbcClient database;

    DocumentStore(JdbcClient database) {
        this.database = database;
    }

    /**
     * Takes the certificate's bytes out of the database and puts them into a file, so that neither a connection nor much
     * memory is held while a client reads.
     *
     * @return the file; the caller closes it
     * @throws DocumentAlteredException if the bytes are not the ones that were published
     * @throws SpoolingFailedException if the file cannot be written, as on a full disk
     * @throws org.springframework.dao.DataAccessException if the database refuses the permit, or is away
     */
    @Transactional(readOnly = true, isolation = Isolation.READ_COMMITTED)
    SpooledFile read(PermitId permit, Certificate certificate) {
        SpooledFile file = null;
        boolean complete = false;
        try {
            file = SpooledFile.create();
            MessageDigest digest = Sha256.digest();
            for (int from = 0; from < certificate.size(); from += PIECE) {
                byte[] piece = piece(permit, from);
                digest.update(piece);
                file.append(piece);
            }
            String sha256 = HexFormat.of().formatHex(digest.digest());
            if (!sha256.equals(certificate.sha256())) {
                DocumentAlteredException altered = new DocumentAlteredException(certificate, sha256);
                log.error("ALERT: {}", altered.getMessage());
                throw altered;
            }
            complete = true;
            return file;
        } catch (IOException failure) {
            throw new SpoolingFailedException(failure);
        } finally {
            if (!complete && file != null) {
                file.discard();
            }
        }
    }

    private byte[] piece(PermitId permit, int from) {
        return database.sql("select read_document(:permit, :from, :count)")
                .param("permit", permit.value())
                .param("from", from + 1)
                .param("count", PIECE)
                .query((row, number) -> row.getBytes(1))
                .single();
    }
}
