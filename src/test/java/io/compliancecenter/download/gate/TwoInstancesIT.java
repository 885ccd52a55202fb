package io.compliancecenter.download.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.application.SecondInstance;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Records;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import io.compliancecenter.testing.pdf.Pdfs;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Two instances on one database: it must not matter which of them serves a request. */
@IntegrationTest
class TwoInstancesIT {

    @LocalServerPort
    int port;

    @Autowired
    SecondInstance second;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Records records;

    @Test
    void whoSignsInOnOneDownloadsOnTheOtherAndIsSignedOutOfBoth() {
        Tenant tenant = fixtures.organization();
        Issued issued = fixtures.certificate();
        try {
            Client here = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
            Client there = here.at(second.start().port());

            Answer terms = there.get(tenant.path("/certificates/" + issued.certificate() + "/terms"));
            assertThat(terms.status()).isEqualTo(200);
            // Shown there, agreed to here, downloaded there.
            Answer agreed = here.post(
                    tenant.path("/certificates/" + issued.certificate() + "/acceptances"),
                    Client.fields(terms.form("/acceptances"), Map.of("agreed", "true")));
            assertThat(agreed.status()).isEqualTo(303);
            byte[] copy = there.get(agreed.location() + "/file").bytes();
            assertThat(Pdfs.textOf(copy))
                    .contains(
                            Pdfs.textOf(issued.bytes()).strip(), tenant.admin().email());
            assertThat(here.get(agreed.location() + "/file").bytes()).isEqualTo(copy);
            assertThat(records.permits(tenant)).hasSize(1);

            // New terms count on both at once.
            int version = fixtures.publishTerms("# Terms for two instances");
            for (Client client : new Client[] {here, there}) {
                assertThat(client.get(tenant.path("/certificates/" + issued.certificate() + "/terms"))
                                .form("/acceptances")
                                .select("[name=version]")
                                .val())
                        .isEqualTo("" + version);
            }

            there.submit(there.get(tenant.path("/compliances")).form("/sign-out"), Map.of());
            assertThat(here.get(tenant.path("/compliances")).location()).startsWith("/sign-in");
        } finally {
            fixtures.retire(issued);
        }
    }
}
