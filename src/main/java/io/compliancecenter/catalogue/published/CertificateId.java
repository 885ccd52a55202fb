package io.compliancecenter.catalogue.published;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/** Identifies one issued certificate. */
@Embeddable
public record CertificateId(@Column(name = "id") UUID value) implements Serializable {

    /** A new one. They ascend with time, so that an index on them grows at its end (RFC 9562, section 5.7). */
    public static CertificateId next() {
        return new CertificateId(UuidVersion7Strategy.INSTANCE.generateUuid(null));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
