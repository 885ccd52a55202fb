package io.compliancecenter.evidence;

import io.compliancecenter.download.CopyDelivered;
import io.compliancecenter.download.DownloadDenied;
import java.util.HexFormat;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records denials and deliveries, which leave no row of their own. Triggers of the database record everything else. Both write
 * through functions of the database, which add who and when.
 *
 * <p>Each listener joins the transaction of its publisher: if an event cannot be recorded, it does not happen.
 */
@Component
class EvidenceRecorder {

    private final JdbcClient database;

    EvidenceRecorder(JdbcClient database) {
        this.database = database;
    }

    @EventListener
    @Transactional
    void on(DownloadDenied denied) {
        database.sql("select record_denial(:certificate, :reason)")
                .param("certificate", denied.certificate().value())
                .param("reason", denied.reason().name())
                .query(rows -> {});
    }

    /**
     * Runs before other listeners, so that they see what is recorded. A delivery cannot be undone: while the chain is locked,
     * this retries for about half a minute, without holding a connection in between.
     */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @Retryable(
            includes = PessimisticLockingFailureException.class,
            maxRetries = 8,
            delay = 1000,
            multiplier = 1.5,
            maxDelay = 5000)
    @Transactional
    void on(CopyDelivered delivered) {
        database.sql("select record_delivery(:permit, :from, :sent, :asked, :size, :sha256)")
                .param("permit", delivered.permit().value())
                .param("from", delivered.fromByte())
                .param("sent", delivered.bytesSent())
                .param("asked", delivered.bytesAsked())
                .param("size", delivered.copySize())
                .param("sha256", HexFormat.of().parseHex(delivered.copySha256()))
                .query(rows -> {});
    }
}
