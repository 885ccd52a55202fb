package io.compliancecenter.request;

import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.web.Badge;
import io.compliancecenter.web.TimeText;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that an Organization may ask for, or has asked for.
 *
 * @param latest the latest request; null if there is none
 * @param requestable whether it can be asked for now
 */
public record RequestView(
        UUID certificate, int version, @Nullable Latest latest, boolean requestable) {

    /**
     * A request.
     *
     * @param name of the person who asked
     * @param until null unless it is granted
     * @param endedAt when the grant ended before its time; null if it did not
     * @param byRule whether a rule granted it
     * @param answer why it was declined; null if it was not
     */
    public record Latest(
            RequestState state,
            String name,
            String reason,
            TimeText requestedAt,
            @Nullable TimeText until,
            @Nullable TimeText endedAt,
            boolean byRule,
            @Nullable String answer) {

        /** How pages show where it stands. */
        public Badge badge() {
            return state.badge(endedAt != null);
        }
    }

    /** Whether the certificate is for the Organization now because it asked for it. */
    public boolean isGranted() {
        return !requestable
                && latest != null
                && latest.state() == RequestState.GRANTED
                && latest.until() != null
                && latest.endedAt() == null;
    }

    /** Whether the certificate was granted, and is on request again. */
    public boolean isEnded() {
        return requestable && latest != null && latest.state() == RequestState.GRANTED;
    }

    static RequestView of(PublishedCertificate certificate, @Nullable Latest latest) {
        return new RequestView(
                certificate.id().value(),
                certificate.version(),
                latest,
                certificate.onRequest() && (latest == null || latest.state() != RequestState.OPEN));
    }
}
