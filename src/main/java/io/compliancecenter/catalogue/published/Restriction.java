package io.compliancecenter.catalogue.published;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A certificate on offer that is not for everyone.
 *
 * @param onRequest whether those whom it is not for may read about it; otherwise it does not exist for them
 * @param access for whom it is, or will be
 */
public record Restriction(CertificateId certificate, boolean onRequest, List<Access> access) {

    /**
     * For whom it is: an access group or an Organization.
     *
     * @param from null for always
     * @param until the first moment at which it is no longer; null for no end
     */
    public record Access(
            @Nullable String group,
            @Nullable UUID organization,
            @Nullable Instant from,
            @Nullable Instant until) {

        /** Whether it has begun and has not ended. */
        boolean holdsAt(Instant moment) {
            return (from == null || !moment.isBefore(from)) && (until == null || moment.isBefore(until));
        }
    }
}
