package io.compliancecenter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.catalogue.CatalogueService;
import io.compliancecenter.catalogue.published.ComplianceDetails;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.http.Client;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@IntegrationTest
class DemoIT {

    @LocalServerPort
    int port;

    @Autowired
    CatalogueService catalogue;

    @Test
    void theSignInPageNamesAccountsThatCanSignIn() {
        Element accounts = new Client(port).get("/sign-in").html().getElementById("demo-accounts");
        assertThat(accounts.text()).contains("compliance-demo");
        assertThat(accounts.select("tbody tr code").eachText())
                .containsExactly(
                        "admin@acme.example",
                        "member@acme.example",
                        "admin@globex.example",
                        "consultant@partner.example",
                        "editor@vendor.example",
                        "approver@vendor.example",
                        "support@vendor.example",
                        "auditor@vendor.example");
        assertThat(accounts.select("tbody tr").get(3).text()).contains("Acme Retail", "Globex Health");
        new Client(port).signIn("consultant@partner.example", "compliance-demo");
    }

    @Test
    void theDemoIsPublishedFromTheClasspath() {
        assertThat(catalogue.current().compliances())
                .extracting(ComplianceDetails::code)
                .startsWith("coppa", "soc-2-type-2", "pci-dss")
                .hasSize(7);
        assertThat(catalogue.current().certifications())
                .filteredOn(certification -> !certification.certificates().isEmpty())
                .extracting(PublishedCertification::code)
                .contains("soc-2-type-2", "safe-to-host");
    }
}
