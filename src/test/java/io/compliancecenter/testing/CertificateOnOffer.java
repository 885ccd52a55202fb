package io.compliancecenter.testing;

import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Deliveries;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Records;
import io.compliancecenter.testing.http.Client;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Before each test there is a new Organization, its admin is signed in, and a new certificate is on offer. */
@IntegrationTest
public abstract class CertificateOnOffer {

    @LocalServerPort
    protected int port;

    @Autowired
    protected Fixtures fixtures;

    @Autowired
    protected Actors actors;

    @Autowired
    protected Records records;

    @Autowired
    protected Deliveries deliveries;

    protected Tenant tenant;
    protected Issued issued;
    protected Client admin;

    @BeforeEach
    final void offer() {
        tenant = fixtures.organization();
        issued = publish();
        admin = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
    }

    /** The certificate: a PDF of one page, unless a test needs another. */
    protected Issued publish() {
        return fixtures.certificate();
    }

    @AfterEach
    final void retire() {
        fixtures.retire(issued);
    }
}
