package io.compliancecenter.evidence;

import io.compliancecenter.download.CopyDelivered;
import io.compliancecenter.download.DownloadDenied;
import java.util.HexFormat;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records denials and deliveries, which leave no row of their own. Triggers of the database record everything else. Both write
 * through functions of the database, which add who and when.
 *
 * <p>Each listener joins the transaction of its publisher: what cannot be recorded does not happen.
 */
@Component
class EvidenceRecorder {

    private final EvidenceEntries entries;

    EvidenceRecorder(EvidenceEntries entries) {
        this.entries = entries;
    }

    @EventListener
    @Transactional
    void on(DownloadDenied denied) {
        entries.recordDenial(denied.certificate().value(), denied.reason().name());
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
        entries.recordDelivery(
                delivered.permit().value(),
                delivered.fromByte(),
                delivered.bytesSent(),
                delivered.bytesAsked(),
                delivered.copySize(),
                HexFormat.of().parseHex(delivered.copySha256()));
    }
}
