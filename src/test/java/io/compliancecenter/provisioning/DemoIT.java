package io.compliancecenter.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.compliancecenter.catalogue.Catalogue;
import io.compliancecenter.catalogue.Certification;
import io.compliancecenter.catalogue.Compliance;
import io.compliancecenter.testing.Client;
import io.compliancecenter.testing.IntegrationTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@IntegrationTest
class DemoIT {

    @LocalServerPort
    int port;

    @Autowired
    Catalogue catalogue;

    @Test
    void theSignInPageNamesAccountsThatCanSignIn() {
        assertThat(new Client(port).get("/sign-in").html().select("#demo-accounts tbody tr"))
                .extracting(
                        row -> row.select("code").eachText(),
                        row -> row.select(".muted").text())
                .containsExactly(
                        tuple(List.of("admin@acme.example", "compliance-demo"), "Acme Retail · ADMIN"),
                        tuple(List.of("member@acme.example", "compliance-demo"), "Acme Retail · MEMBER"),
                        tuple(List.of("admin@globex.example", "compliance-demo"), "Globex Health · ADMIN"),
                        tuple(
                                List.of("consultant@partner.example", "compliance-demo"),
                                "Acme Retail, Globex Health · ADMIN"));
        new Client(port).signIn("consultant@partner.example", "compliance-demo");
    }

    @Test
    void theDemoIsPublishedFromTheClasspath() {
        assertThat(catalogue.compliances())
                .extracting(Compliance::code)
                .startsWith("coppa", "soc-2-type-2", "pci-dss")
                .hasSize(7);
        assertThat(catalogue.certifications())
                .filteredOn(certification -> !certification.certificates().isEmpty())
                .extracting(Certification::code)
                .contains("soc-2-type-2", "safe-to-host");
    }
}
