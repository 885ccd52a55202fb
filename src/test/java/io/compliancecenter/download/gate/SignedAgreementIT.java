package io.compliancecenter.download.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.CertificateOnOffer;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.PaperAgreements;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import io.compliancecenter.testing.pdf.Pdfs;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Downloading under an agreement that the Organization signed on paper, over HTTP. */
class SignedAgreementIT extends CertificateOnOffer {

    @Autowired
    DeskRoleSql desk;

    PaperAgreements agreements;

    @BeforeEach
    void employ() {
        agreements = new PaperAgreements(fixtures, desk);
    }

    private Answer download() {
        Answer list = admin.get(tenant.path("/certifications"));
        return admin.submit(list.form(issued.certificate() + "/downloads"), Map.of());
    }

    private void assertTermsAreShown() {
        assertThat(download().location()).isEqualTo(tenant.path("/certificates/" + issued.certificate() + "/terms"));
        assertThat(records.permits(tenant)).isEmpty();
    }

    @Test
    void downloadLeadsToTheFileWithoutTheTerms() {
        UUID agreement = agreements.inForce(tenant);

        Answer download = download();
        assertThat(download.status()).isEqualTo(303);
        assertThat(download.location()).startsWith(tenant.path("/downloads/"));
        Answer file = admin.get(download.location() + "/file");
        assertThat(file.status()).isEqualTo(200);
        assertThat(Pdfs.textOf(file.bytes())).contains(tenant.admin().email());

        assertThat(records.acceptances(tenant)).isEmpty();
        assertThat(records.permits(tenant))
                .singleElement()
                .satisfies(permit -> assertThat(permit)
                        .containsEntry("acceptance_id", null)
                        .containsEntry("signed_agreement_id", agreement)
                        .containsEntry("agreement_signed_on", java.sql.Date.valueOf(PaperAgreements.SIGNED_ON)));
    }

    // DecisionResponses.of; acceptances that count already come second
    @Test
    void agreeingToTheTermsIsStillAnAcceptance() {
        Answer terms = admin.get(tenant.path("/certificates/" + issued.certificate() + "/terms"));
        FormElement form = terms.form("/acceptances");
        agreements.inForce(tenant);
        assertThat(admin.submit(form, Map.of("agreed", "true")).status()).isEqualTo(303);
        assertThat(records.permits(tenant)).singleElement().satisfies(permit -> {
            assertThat(permit.get("acceptance_id")).isNotNull();
            assertThat(permit.get("signed_agreement_id")).isNull();
        });
    }

    // signed_agreements_in_force: each of its conditions
    @Test
    void theTermsAreShownUnlessOneIsInForce() {
        assertTermsAreShown();
        agreements.open(tenant, "-1 day", null);
        assertTermsAreShown();
        agreements.submitted(tenant, "-1 day", null);
        assertTermsAreShown();
        agreements.approved(tenant, "1 hour", null);
        assertTermsAreShown();
        agreements.past(tenant);
        assertTermsAreShown();
        agreements.inForce(fixtures.organization());
        assertTermsAreShown();
        agreements.end(agreements.inForce(tenant));
        assertTermsAreShown();
        agreements.inForce(tenant);
        assertThat(download().location()).startsWith(tenant.path("/downloads/"));
    }

    // "a.organization_name = o.name" in signed_agreements_in_force
    @Test
    void itDoesNotCountForAnOrganizationOfAnotherName() {
        agreements.inForce(tenant);
        fixtures.update("update organization set name = 'Another company' where id = ?", tenant.id());
        assertTermsAreShown();
    }

    @Test
    void whatWasAllowedBeforeItEndedRunsOut() {
        UUID agreement = agreements.inForce(tenant);
        String page = download().location();
        agreements.end(agreement);
        assertThat(admin.get(page + "/file").status()).isEqualTo(200);
        assertThat(download().location()).endsWith("/terms");
    }

    @Test
    void accessGroupsHoldAsBefore() {
        agreements.inForce(tenant);
        FormElement form = admin.get(tenant.path("/certifications")).form(issued.certificate() + "/downloads");
        fixtures.restrict(issued.certificate(), "HIDDEN");
        assertThat(admin.submit(form, Map.of()).status()).isEqualTo(404);
        assertThat(records.permits(tenant)).isEmpty();
    }

    @Test
    void aPageThatIsSentTwiceIsOneDownload() {
        agreements.inForce(tenant);
        FormElement form = admin.get(tenant.path("/certifications")).form(issued.certificate() + "/downloads");
        assertThat(admin.submit(form, Map.of()).location())
                .isEqualTo(admin.submit(form, Map.of()).location());
        assertThat(records.permits(tenant)).hasSize(1);
    }

    @Test
    void onlyAdminsDownloadUnderIt() {
        agreements.inForce(tenant);
        Client member = new Client(port).signIn(tenant.member().email(), Fixtures.PASSWORD);
        assertThat(member.post(
                                tenant.path("/certificates/" + issued.certificate() + "/downloads"),
                                Map.of("_csrf", member.token(), "idempotencyKey", "" + UUID.randomUUID()))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void thePagesSaySo() {
        agreements.inForce(tenant);
        for (String page : List.of("/certifications", "/certifications/" + issued.certification())) {
            assertThat(admin.get(tenant.path(page))
                            .html()
                            .select("#agreement-notice")
                            .text())
                    .as(page)
                    .contains("signed an agreement on paper on 1 Mar 2026", "Its admins download under it");
            assertThat(new Client(port)
                            .signIn(fixtures.organization().admin().email(), Fixtures.PASSWORD)
                            .get(tenant.path(page))
                            .status())
                    .isEqualTo(404);
        }
        Answer download = download();
        Document page = admin.get(download.location()).html();
        assertThat(page.select("#under-agreement").text())
                .contains("under the agreement that your Organization signed on paper on 1 Mar 2026");
        assertThat(page.select("main").text()).doesNotContain("Your acceptance has been recorded");
        Answer terms = admin.get(tenant.path("/certificates/" + issued.certificate() + "/terms"));
        assertThat(terms.html().select("input[name=agreed]")).isEmpty();
        assertThat(admin.submit(terms.form("/downloads"), Map.of()).location()).startsWith(tenant.path("/downloads/"));
    }

    // SharedPages.PageKey: agreementSignedOn
    @Test
    void theListsOfOthersDoNotSaySo() {
        Tenant other = fixtures.organization();
        Client admins = new Client(port).signIn(other.admin().email(), Fixtures.PASSWORD);
        agreements.inForce(tenant);
        assertThat(admin.get(tenant.path("/certifications")).html().select("#agreement-notice"))
                .hasSize(1);
        assertThat(admins.get(other.path("/certifications")).html().select("#agreement-notice"))
                .isEmpty();
    }
}
