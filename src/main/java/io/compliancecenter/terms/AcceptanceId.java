package io.compliancecenter.terms;

import java.util.UUID;

/** Identifies an acceptance. */
public record AcceptanceId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
