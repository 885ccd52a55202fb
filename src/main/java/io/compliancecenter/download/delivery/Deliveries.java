package io.compliancecenter.download.delivery;

import io.compliancecenter.download.CopyDelivered;
import io.compliancecenter.download.delivery.PermittedCopies.Prepared;
import io.compliancecenter.organization.CurrentMember;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Sends copies, and has recorded what was sent. */
@Component
class Deliveries {

    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

    private final ApplicationEventPublisher events;

    Deliveries(ApplicationEventPublisher events) {
        this.events = events;
    }

    /** Records what was sent even if the client disconnected: it cannot be taken back. */
    void send(Prepared copy, CurrentMember member, CopyResponse response) throws IOException {
        try {
            response.send(copy.fileName());
        } finally {
            if (response.bytesAsked() > 0) {
                record(new CopyDelivered(
                        copy.permit().id(),
                        member.organizationId(),
                        member.user(),
                        copy.permit().certificate(),
                        response.fromByte(),
                        response.bytesSent(),
                        response.bytesAsked(),
                        copy.file().size(),
                        copy.file().sha256()));
            }
        }
    }

    private void record(CopyDelivered delivered) {
        try {
            events.publishEvent(delivered);
        } catch (DataAccessException | TransactionException unrecorded) {
            log.error(
                    "A delivery could not be recorded: permit {}, {} of {} bytes from byte {} of the copy with SHA-256 {}: {}",
                    delivered.permit(),
                    delivered.bytesSent(),
                    delivered.bytesAsked(),
                    delivered.fromByte(),
                    delivered.copySha256(),
                    unrecorded.toString().replaceAll("\\s+", " "));
        }
    }
}
