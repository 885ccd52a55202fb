package io.compliancecenter.request;

import io.compliancecenter.mail.MailPreparation;
import org.springframework.stereotype.Component;

/** Tells those who asked for a certificate that their access to it ends in a few days. */
@Component
class EndingGrants implements MailPreparation {

    private final CertificateRequests requests;

    EndingGrants(CertificateRequests requests) {
        this.requests = requests;
    }

    /** At most a hundred at a time. */
    @Override
    public void prepare() {
        requests.mailEnding();
    }
}
