package io.compliancecenter.download;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Identifies an agreement that an Organization signed on paper. */
@Embeddable
public record SignedAgreementId(@Column(name = "id") UUID value) implements Serializable {

    @Override
    public String toString() {
        return value.toString();
    }
}
