package io.compliancecenter.download.delivery;

import io.compliancecenter.catalogue.published.PublishedCertificate;

/** The stored bytes of a certificate differ from those that were published. They are not delivered. */
class DocumentAlteredException extends RuntimeException {

    private static final long serialVersionUID = 1;

    DocumentAlteredException(PublishedCertificate certificate, String sha256) {
        super("The document of certificate " + certificate.id() + " has SHA-256 " + sha256 + ", but "
                + certificate.issued().sha256() + " was published");
    }
}
