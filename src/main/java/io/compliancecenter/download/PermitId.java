package io.compliancecenter.download;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/** Identifies a download permit. */
@Embeddable
public record PermitId(@Column(name = "id") UUID value) implements Serializable {

    /** A new one. Ids ascend with time, so that their index grows at its end (RFC 9562, section 5.7). */
    public static PermitId next() {
        return new PermitId(UuidVersion7Strategy.INSTANCE.generateUuid(null));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
