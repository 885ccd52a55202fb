package io.compliancecenter.dashboard.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.CertificateOnOffer;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever switches the Organization stays on the page, as far as it exists in the other one. */
class SwitchOrganizationIT extends CertificateOnOffer {

    Tenant other;

    @BeforeEach
    void joinAnotherOrganization() {
        other = fixtures.organization();
        fixtures.join(other, tenant.admin());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/compliances",
                "/compliances?q=a%26b%20%C3%BC&status=COMPLIANT&page=2",
                "/compliances/gdpr",
                "/certifications",
                "/certifications?page=2",
                "/certifications/hipaa",
                "/activity",
                "/certificates/CERTIFICATE/terms"
            })
    void aPageThatIsThereTooIsKept(String page) {
        String below = page.replace("CERTIFICATE", issued.certificate().toString());
        assertThat(follow(admin.get(tenant.path(below)))).isEqualTo(other.path(below));
    }

    /** Members and certificates of one Organization's record are not those of another's. */
    @Test
    void theActivityIsKeptWithoutItsFilter() {
        assertThat(follow(admin.get(
                        tenant.path("/activity?member=" + tenant.admin().id() + "&from=2026-01-01"))))
                .isEqualTo(other.path("/activity"));
    }

    @Test
    void whatIsOneOrganizationsOwnLeadsToTheListOfTheOther() {
        UUID permit = actors.adminOf(tenant).permit(issued, "5 minutes");
        assertThat(follow(admin.get(tenant.path("/downloads/" + permit)))).isEqualTo(other.path("/certifications"));

        Element receipt = admin.get(tenant.path("/activity")).html().selectFirst(".cell-detail a[href*=/receipts/]");
        assertThat(follow(admin.get(receipt.attr("href")))).isEqualTo(other.path("/activity"));
    }

    @Test
    void termsThatWereSentBackLeadToTheTermsInTheOther() {
        Answer terms = admin.get(tenant.path("/certificates/" + issued.certificate() + "/terms"));
        Answer unticked = admin.submit(terms.form("/acceptances"), Map.of());
        assertThat(unticked.status()).isEqualTo(422);
        assertThat(follow(unticked)).isEqualTo(other.path("/certificates/" + issued.certificate() + "/terms"));
        assertThat(records.acceptances(tenant)).isEmpty();
        assertThat(records.acceptances(other)).isEmpty();
    }

    /** Switches to the other Organization. */
    private String follow(Answer page) {
        Element link = page.html().selectFirst("#organizations a[href^=" + other.path("/") + "]");
        assertThat(link).as(page.text()).isNotNull();
        Answer answer = admin.get(link.attr("href"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.html().select("#organization-switcher summary").text())
                .contains(other.name());
        return link.attr("href");
    }
}
