package io.compliancecenter.organization;

import java.io.Serializable;
import java.util.UUID;

/** Identifies a user. */
public record UserId(UUID value) implements Serializable {

    @Override
    public String toString() {
        return value.toString();
    }
}
