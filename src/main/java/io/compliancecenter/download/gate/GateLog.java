package io.compliancecenter.download.gate;

import io.compliancecenter.download.DownloadDenied;
import io.compliancecenter.download.PermitGranted;
import io.compliancecenter.terms.AcceptanceRecorded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Logs the gate's decisions. A line contains only ids, no names and addresses: in the message, which every log format shows, and
 * as key-value pairs for structured logs.
 */
@Component
class GateLog {

    private static final Logger log = LoggerFactory.getLogger(GateLog.class);

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(AcceptanceRecorded event) {
        log.atInfo()
                .addKeyValue("acceptance", event.acceptance())
                .addKeyValue("organization", event.organization())
                .addKeyValue("user", event.user())
                .addKeyValue("termsVersion", event.termsVersion())
                .log(
                        "Terms agreed to: acceptance {}, organization {}, user {}, terms version {}",
                        event.acceptance(),
                        event.organization(),
                        event.user(),
                        event.termsVersion());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(PermitGranted event) {
        String ground = event.acceptance() == null ? "agreement" : "acceptance";
        log.atInfo()
                .addKeyValue("permit", event.permit())
                .addKeyValue(ground, event.acceptance() == null ? event.signedAgreement() : event.acceptance())
                .addKeyValue("organization", event.organization())
                .addKeyValue("user", event.user())
                .addKeyValue("certificate", event.certificate())
                .log(
                        "Download allowed: permit {}, {} {}, organization {}, user {}, certificate {}",
                        event.permit(),
                        ground,
                        event.acceptance() == null ? event.signedAgreement() : event.acceptance(),
                        event.organization(),
                        event.user(),
                        event.certificate());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMPLETION, fallbackExecution = true)
    void on(DownloadDenied event) {
        log.atInfo()
                .addKeyValue("reason", event.reason())
                .addKeyValue("organization", event.organization())
                .addKeyValue("user", event.user())
                .addKeyValue("certificate", event.certificate())
                .log(
                        "Download denied: reason {}, organization {}, user {}, certificate {}",
                        event.reason(),
                        event.organization(),
                        event.user(),
                        event.certificate());
    }
}
