package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.catalogue.published.RenewalCycle;
import io.compliancecenter.web.TimeText;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A certification's renewal cycle, and what it means for its current certificate.
 *
 * @param description the cycle in the vendor's words
 * @param nextAudit null if no audit is due before the renewal
 * @param renewal null if no certificate is on offer to count from
 * @param overdue whether the day of the renewal is over
 */
record RenewalView(
        String description,
        @Nullable AuditView nextAudit,
        @Nullable TimeText renewal,
        boolean overdue) {

    /** An audit that is due. */
    record AuditView(String name, TimeText on) {}

    static RenewalView of(RenewalCycle cycle, Optional<PublishedCertificate> current, FormattingContext context) {
        if (current.isEmpty()) {
            return new RenewalView(cycle.description(), null, null, false);
        }
        LocalDate issuedOn = current.get().issued().issuedOn();
        LocalDate renewal = cycle.renewalOf(issuedOn);
        AuditView nextAudit = cycle.nextAudit(issuedOn, context.today())
                .map(audit -> new AuditView(audit.name(), context.day(audit.on())))
                .orElse(null);
        return new RenewalView(cycle.description(), nextAudit, context.day(renewal), renewal.isBefore(context.today()));
    }
}
