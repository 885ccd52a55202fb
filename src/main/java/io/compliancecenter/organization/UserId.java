package io.compliancecenter.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Identifies a user. */
@Embeddable
public record UserId(@Column(name = "id") UUID value) implements Serializable {

    @Override
    public String toString() {
        return value.toString();
    }
}
