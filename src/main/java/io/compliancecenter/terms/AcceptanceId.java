package io.compliancecenter.terms;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/** Identifies an acceptance. */
@Embeddable
public record AcceptanceId(@Column(name = "id") UUID value) implements Serializable {

    /** A new one. Ids ascend with time, so that their index grows at its end (RFC 9562, section 5.7). */
    static AcceptanceId next() {
        return new AcceptanceId(UuidVersion7Strategy.INSTANCE.generateUuid(null));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
