package io.compliancecenter.download;

import jakarta.persistence.Embeddable;
import java.util.UUID;

/** Identifies an agreement that an Organization signed outside. */
@Embeddable
public record SignedAgreementId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
