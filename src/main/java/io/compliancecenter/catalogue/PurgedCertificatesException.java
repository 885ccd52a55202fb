package io.compliancecenter.catalogue;

import io.compliancecenter.catalogue.published.IssuedCertificate;
import java.util.List;

/** Certificates cannot be published, because their documents were purged. */
public class PurgedCertificatesException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<IssuedCertificate> certificates;

    PurgedCertificatesException(List<IssuedCertificate> certificates) {
        super("Purged documents cannot be published again: "
                + certificates.stream().map(IssuedCertificate::fileName).toList());
        this.certificates = List.copyOf(certificates);
    }

    public List<IssuedCertificate> certificates() {
        return certificates;
    }
}
