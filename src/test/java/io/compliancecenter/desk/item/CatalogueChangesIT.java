package io.compliancecenter.desk.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Actor;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Order, retirement and return of what the desk manages, and withdrawal of a certificate. */
@IntegrationTest
class CatalogueChangesIT {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    OwnerSql owner;

    Issued issued;
    Tenant tenant;
    Client editor;
    Client customer;

    @BeforeEach
    void publish() {
        issued = fixtures.certificate();
        fixtures.update("update certification set managed_by = 'DESK' where code = ?", issued.certification());
        tenant = fixtures.organization();
        editor = signedIn("EDITOR");
        customer = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
    }

    @AfterEach
    void retire() {
        fixtures.update("update certification set managed_by = 'FOLDER' where code = ?", issued.certification());
        fixtures.update("update certification set place = null");
        fixtures.retire(issued);
    }

    private Client signedIn(String... roles) {
        return new Client(port).signIn(fixtures.deskPerson(roles).email(), Fixtures.PASSWORD);
    }

    private void publish(Answer saved) {
        assertThat(saved.location()).as(saved.text()).endsWith("?done=SAVED");
        String draft = saved.location().replace("?done=SAVED", "");
        Answer submitted = editor.submit(editor.get(draft).form("/submission"), Map.of());
        assertThat(submitted.location()).as(submitted.text()).endsWith("?done=SUBMITTED");
        Client approver = signedIn("APPROVER");
        Answer approved = approver.submit(approver.get(draft).form("/approval"), Map.of());
        assertThat(approved.location()).as(approved.text()).endsWith("?done=PUBLISHED");
    }

    /** On all pages. */
    private List<String> order() {
        List<String> codes = new ArrayList<>();
        for (String address = "/desk/catalogue"; !address.isEmpty(); ) {
            Document page = editor.get(address).html();
            codes.addAll(page.select("#certifications tbody tr").eachAttr("data-code"));
            address = page.select("#certifications [rel=next]").attr("href");
        }
        return codes;
    }

    // CataloguePart
    @Test
    void aLongCatalogueIsShownByPagesAndSearched() {
        String code = fixtures.deskCertification();
        fixtures.update(
                "insert into certification (code, position, name, status, summary, assures)"
                        + " select ? || number, 900, 'Longlist ' || number, 'CERTIFIED', 'S', 'A' from generate_series(1, 60) number",
                code);
        try {
            Document first = editor.get("/desk/catalogue").html();
            assertThat(first.select("#certifications tbody tr")).hasSize(50);
            assertThat(first.select("#certifications [rel=prev]")).isEmpty();
            assertThat(order()).doesNotHaveDuplicates().contains(code, code + "1", code + "60");
            Document found = editor.get("/desk/catalogue?q=LONGLIST+60").html();
            assertThat(found.select("#certifications tbody tr").eachAttr("data-code"))
                    .containsExactly(code + "60");
            assertThat(found.select("#compliances table")).isEmpty();
        } finally {
            fixtures.update(
                    "update certification set retired_at = now() where name like 'Longlist %' and retired_at is null");
        }
    }

    @Test
    void anItemIsMovedAmongAllOthersWithButtonsAlone() {
        String other = fixtures.certificationWithoutCertificate();
        List<String> before = order();
        int place = before.indexOf(issued.certification());
        Answer form = editor.get("/desk/catalogue/CERTIFICATION/order");
        for (int steps = 0; steps < 2; steps++) {
            form = editor.submit(form.form("/order"), Map.of("up", issued.certification()));
            assertThat(form.html().select("[autofocus]").val()).isEqualTo(issued.certification());
        }
        List<String> wanted = form.html().select(".desk-order li").eachAttr("data-code");
        assertThat(wanted.indexOf(issued.certification())).isEqualTo(place - 2);
        assertThat(order()).isEqualTo(before);

        publish(editor.submit(form.form("/order"), Map.of()));

        assertThat(order()).isEqualTo(wanted).contains(other);
        fixtures.update("update certification set retired_at = now() where code = ?", other);
    }

    @Test
    void aRetiredCertificationIsGoneWithItsCertificatesAndComesBackWithThem() {
        Actor admin = actors.adminOf(tenant);
        UUID permit = admin.permit(issued, "5 minutes");
        String retirement = "/desk/catalogue/CERTIFICATION/" + issued.certification() + "/retirement";

        publish(editor.submit(editor.get(retirement).form("/retirement"), Map.of()));

        assertThat(customer.get(tenant.path("/certifications/" + issued.certification()))
                        .status())
                .isEqualTo(404);
        assertThatThrownBy(() -> admin.read(permit)).hasStackTraceContaining("no longer on offer");
        Answer list = editor.get("/desk/catalogue");
        String back = list.html()
                .selectFirst("#certifications .desk-list a[href*=" + issued.certification() + "]")
                .attr("href");
        publish(editor.submit(editor.get(back).form("/edit"), Map.of()));
        assertThat(customer.get(tenant.path("/certifications/" + issued.certification()))
                        .html()
                        .select("#certificates tbody tr"))
                .hasSize(1);
    }

    @Test
    void aComplianceThatIsAttestedIsNotRetiredByItself() {
        Map<String, String> compliance = Map.of(
                "code",
                issued.certification(),
                "name",
                "Attested",
                "status",
                "CERTIFIED",
                "summary",
                "S",
                "description",
                "D");
        publish(editor.submit(editor.get("/desk/catalogue/compliances/new").form("/new"), compliance));
        publish(editor.submit(
                editor.get("/desk/catalogue/certifications/" + issued.certification() + "/edit")
                        .form("/edit"),
                Map.of("compliance", issued.certification())));

        Answer saved = editor.submit(
                editor.get("/desk/catalogue/COMPLIANCE/" + issued.certification() + "/retirement")
                        .form("/retirement"),
                Map.of());
        Answer refused = editor.submit(
                editor.get(saved.location().replace("?done=SAVED", "")).form("/submission"), Map.of());

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.html().getElementById("outcome").text()).contains("contradicts itself");
    }

    // Take the update out of withdraw_certificate to see it fail.
    @Test
    void aCertificateIsWithdrawnAtOnceWithAReasonByOnePerson() {
        Actor admin = actors.adminOf(tenant);
        UUID permit = admin.permit(issued, "5 minutes");
        String address = "/desk/catalogue/certifications/" + issued.certification() + "/certificates";
        Document page = editor.get(address).html();
        assertThat(page.select(".downloads").text()).isEqualTo("1");

        Answer refused = editor.submit(editor.get(address).form("/withdrawal"), Map.of("reason", " "));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html().select(".desk-error").text()).isEqualTo("This is empty.");
        Answer withdrawn =
                editor.submit(editor.get(address).form("/withdrawal"), Map.of("reason", "The wrong customer’s report"));

        assertThat(withdrawn.location()).endsWith("?withdrawn=true");
        assertThatThrownBy(() -> admin.read(permit)).hasStackTraceContaining("no longer on offer");
        assertThat(owner.<String>work(sql -> sql.sql("""
                                select cast(convert_from(payload, 'UTF8') as json) ->> 'reason' from evidence_entry
                                 where kind = 'certificate-withdrawn' and certificate_id = :id
                                """)
                        .param("id", issued.certificate())
                        .query(String.class)
                        .single()))
                .isEqualTo("The wrong customer’s report");
        assertThat(signedIn("APPROVER").get(address).html().select("form[action$=/withdrawal]"))
                .isEmpty();
    }

    @Test
    void onlyEditorsWithdrawAndOnlyWhatTheDeskManages() {
        Client approver = signedIn("APPROVER");
        String path = "/desk/catalogue/certifications/" + issued.certification() + "/certificates/"
                + issued.certificate() + "/withdrawal";
        assertThat(approver.post(path, Map.of("reason", "Because", "_csrf", approver.token()))
                        .status())
                .isEqualTo(403);
        fixtures.update("update certification set managed_by = 'FOLDER' where code = ?", issued.certification());
        assertThat(editor.post(path, Map.of("reason", "Because", "_csrf", editor.token()))
                        .status())
                .isEqualTo(409);
    }
}
