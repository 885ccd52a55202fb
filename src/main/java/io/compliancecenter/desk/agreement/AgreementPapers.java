package io.compliancecenter.desk.agreement;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskNotFoundException;
import io.compliancecenter.desk.StoredPdf;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The bytes of the papers. It is JDBC, because an entity would hold them in memory. */
@Repository
@ConditionalOnDesk
class AgreementPapers {

    private final JdbcOperations database;

    AgreementPapers(JdbcOperations database) {
        this.database = database;
    }

    /** Stores the paper of an open agreement, in place of the former one. */
    @Transactional(value = "deskTransactionManager", propagation = Propagation.MANDATORY)
    void put(UUID agreement, Path file) {
        StoredPdf.store(
                file, content -> database.query("select put_agreement_paper(?, ?)", rows -> {}, agreement, content));
    }

    /**
     * Writes the paper to a file.
     *
     * @throws DeskNotFoundException if there is none
     */
    @Transactional(value = "deskTransactionManager", readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public void copyTo(UUID agreement, Path file) {
        StoredPdf.copy(
                (from, count) -> database.queryForObject(
                        "select read_agreement_paper(?, ?, ?)", byte[].class, agreement, from, count),
                file);
    }
}
