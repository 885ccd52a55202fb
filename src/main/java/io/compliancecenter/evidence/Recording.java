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
 * Writes down what leaves no row of its own: denials, and deliveries of copies. Acceptances, permits and publications are
 * written down by the database itself.
 *
 * <p>Each listener joins the transaction of what it hears of. If it fails, so does that.
 */
@Component
class Recording {

    private final JdbcClient database;

    Recording(JdbcClient database) {
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
     * First of all: others hear of what is on record. What was delivered cannot be taken back, so a lock that is held is
     * waited for by trying again, for about half a minute and without a connection in between.
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
