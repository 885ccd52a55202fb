package io.compliancecenter.download;

import java.util.UUID;

/** Identifies a download permit. */
public record PermitId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
