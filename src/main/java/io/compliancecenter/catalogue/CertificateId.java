package io.compliancecenter.catalogue;

import java.util.UUID;

/** Identifies one issued certificate. */
public record CertificateId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
