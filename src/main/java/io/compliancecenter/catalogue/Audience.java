package io.compliancecenter.catalogue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For whom a certificate is that is not for everyone.
 *
 * @param otherwise what all others see of it
 * @param groups of Organizations; none if it is for nobody but on request
 */
public record Audience(Otherwise otherwise, List<Group> groups) {

    /** What those see of a certificate whom it is not for. */
    public enum Otherwise {
        /** That it exists, and may be asked for. */
        ON_REQUEST,
        /** Nothing. */
        HIDDEN
    }

    /**
     * An access group that the certificate is for.
     *
     * @param validFrom null for always
     * @param validUntil the first moment at which it is no longer; null for no end
     */
    public record Group(
            String code,
            @Nullable Instant validFrom,
            @Nullable Instant validUntil) {}
}
