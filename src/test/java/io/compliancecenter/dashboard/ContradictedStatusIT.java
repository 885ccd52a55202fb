package io.compliancecenter.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.catalogue.published.StatusOnDay.EffectiveStatus;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.pdf.Pdfs;
import java.time.Clock;
import java.time.LocalDate;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** No page says "Certified" of what has expired, and whoever publishes it is warned. */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
class ContradictedStatusIT {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Clock clock;

    @Autowired
    ApplicationContext application;

    Issued issued;
    Client admin;
    Tenant tenant;

    @BeforeEach
    void publishExpiredCertificate() {
        LocalDate today = LocalDate.now(clock);
        issued = fixtures.certificate(Pdfs.page("Expired"), today.minusYears(1), today.minusDays(1));
        fixtures.update("""
                insert into compliance (code, position, name, status, summary, description)
                values (?, 1000, 'An attested compliance', 'CERTIFIED', 'A summary.', 'Words')
                """, issued.certification());
        fixtures.update("update certification set compliance_code = code where code = ?", issued.certification());
        tenant = fixtures.organization();
        admin = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
        fixtures.update("update compliance set retired_at = now() where code = ?", issued.certification());
    }

    @Test
    void bothListsAndBothDetailsSayThatTheCertificateHasExpired() {
        String lastDay = LocalDate.now(clock).minusDays(1).toString();
        for (String list : new String[] {"/compliances", "/certifications"}) {
            Element row = admin.get(tenant.path(list + "?q=" + issued.certification()))
                    .html()
                    .selectFirst("main [data-code=" + issued.certification() + "]");
            assertThat(row.select(".badge").first().text()).as(list).isEqualTo("Certificate expired");
            assertThat(row.select(".badge-positive")).as(list).isEmpty();
            assertThat(row.select(".status-note").text()).as(list).startsWith("Certified until");
            assertThat(row.select(".status-note time").attr("datetime")).isEqualTo(lastDay);

            Element heading = admin.get(tenant.path(list + "/" + issued.certification()))
                    .html()
                    .selectFirst("h1");
            assertThat(heading.select(".badge").text()).as(list).isEqualTo("Certificate expired");
            assertThat(heading.select(".status-note time").attr("datetime")).isEqualTo(lastDay);
        }
    }

    @Test
    void theFilterGoesByWhatIsShown() {
        for (String list : new String[] {"/compliances", "/certifications"}) {
            String of = list + "?q=" + issued.certification() + "&status=";
            String row = "main [data-code=" + issued.certification() + "]";
            assertThat(admin.get(tenant.path(of + EffectiveStatus.EXPIRED))
                            .html()
                            .select(row))
                    .as(list)
                    .hasSize(1);
            assertThat(admin.get(tenant.path(of + EffectiveStatus.CERTIFIED))
                            .html()
                            .select(row))
                    .as(list)
                    .isEmpty();
        }
    }

    @Test
    void aStartWarnsOfIt(CapturedOutput output) {
        Instance.announceStart(application);
        String claim = " '" + issued.certification() + "' has the status CERTIFIED, but its certificate expired on "
                + LocalDate.now(clock).minusDays(1);
        assertThat(output).contains("WARN", "compliance" + claim, "certification" + claim);
    }
}
