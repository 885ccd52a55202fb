package io.compliancecenter.desk.requests;

import static io.compliancecenter.testing.Refusals.assertDenied;
import static io.compliancecenter.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.atIndex;

import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.testing.Actors;
import io.compliancecenter.testing.Client;
import io.compliancecenter.testing.Client.Answer;
import io.compliancecenter.testing.DeskDrafts;
import io.compliancecenter.testing.DeskRoleSql;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.Issued;
import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.Fixtures.User;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.Mailbox;
import io.compliancecenter.testing.OwnerSql;
import io.compliancecenter.testing.Pdfs;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A customer asks for a certificate on request, and the desk answers. */
@IntegrationTest
class RequestsIT {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    OwnerSql owner;

    @Autowired
    DeskRoleSql desk;

    @Autowired
    Mailbox mailbox;

    Tenant tenant;
    Issued issued;
    Client admin;

    @BeforeEach
    void publish() {
        tenant = fixtures.organization();
        issued = fixtures.certificate();
        fixtures.restrict(issued.certificate(), "ON_REQUEST");
        admin = signedIn(tenant.admin());
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    private Client signedIn(User person) {
        return new Client(port).signIn(person.email(), Fixtures.PASSWORD);
    }

    private String certificationPage() {
        return tenant.path("/certifications/" + issued.certification());
    }

    private Answer ask(String reason) {
        return admin.submit(admin.get(certificationPage()).form("/requests"), Map.of("reason", reason));
    }

    private UUID request() {
        assertThat(ask("Our audit").location()).endsWith("?requested=SENT");
        return actors.adminOf(tenant)
                .inTransaction(database -> database.sql("select id from certificate_request where certificate_id = ?")
                        .params(issued.certificate())
                        .query(UUID.class)
                        .single());
    }

    private static String today() {
        return LocalDate.now(ZoneOffset.UTC).toString();
    }

    private List<String> recorded(UUID chain, UUID request) {
        return owner.work(database ->
                database.sql("""
                        select kind || ' ' || convert_from(payload, 'UTF8') from evidence_entry
                         where chain_id = ? and subject_id = ? order by sequence
                        """).params(chain, request).query(String.class).list());
    }

    @Test
    void aGrantedRequestLetsTheOrganizationDownloadUntilTheEnd() {
        UUID request = request();
        assertThat(admin.get(certificationPage()).html().select("#requests").text())
                .contains("Waiting for an answer", "Our audit", tenant.admin().name());

        User person = fixtures.deskPerson("SUPPORT");
        Client support = signedIn(person);
        assertThat(support.get("/desk").html().select("#number-requests strong").text())
                .isNotEqualTo("0");
        assertThat(isListed(support, request)).isTrue();
        Answer granted =
                support.submit(support.get("/desk/requests/" + request).form("/grant"), Map.of("until", today()));
        assertThat(granted.status()).as(granted.text()).isEqualTo(303);

        var page = admin.get(certificationPage()).html();
        assertThat(page.select("#requests").text()).contains("Granted", "You can download it until");
        // RequestView.isGranted
        assertThat(page.select("#certificates .granted").text()).startsWith("Granted until ");
        assertThat(page.select(page.select("#certificates .granted").attr("href"))
                        .text())
                .contains("Our audit");
        assertThat(page.select("button[formaction$=/downloads]")).hasSize(1);
        assertThat(actors.adminOf(tenant).read(actors.adminOf(tenant).permit(issued, "1 minute")))
                .isEqualTo(issued.bytes());
        assertThat(recorded(tenant.id(), request))
                .hasSize(2)
                .satisfies(
                        entry -> assertThat(entry)
                                .startsWith("certificate-requested")
                                .contains("Our audit"),
                        atIndex(0))
                .satisfies(
                        entry -> assertThat(entry).startsWith("request-granted").doesNotContain(person.email()),
                        atIndex(1));
        assertThat(recorded(new UUID(0, 0), request))
                .singleElement()
                .asString()
                .startsWith("request-granted")
                .contains(person.email());
        assertThat(admin.get(tenant.path("/activity"))
                        .html()
                        .select("main tbody")
                        .text())
                .contains("Certificate requested", "Request granted");
    }

    /** On one of the pages, the first of which have what other tests left open. */
    private static boolean isListed(Client support, UUID request) {
        String list = "/desk/requests";
        while (!list.isEmpty()) {
            Document page = support.get(list).html();
            if (page.select("main a").eachAttr("href").contains("/desk/requests/" + request)) {
                return true;
            }
            list = page.select("a[rel=next]").attr("href");
        }
        return false;
    }

    @Test
    void aGrantEndsByItself() {
        UUID request = request();
        desk.as(
                fixtures.deskPerson("SUPPORT"),
                database -> database.sql("select grant_request(?, clock_timestamp() + interval '1 second')")
                        .params(request)
                        .query(String.class)
                        .single());
        owner.work(
                database -> database.sql("select cast(pg_sleep_until(clock_timestamp() + interval '1 second') as text)")
                        .query(String.class)
                        .single());

        assertRefused(Reason.NOT_FOUND, () -> actors.adminOf(tenant).permit(issued, "1 minute"));
        var page = admin.get(certificationPage()).html();
        assertThat(page.select("#requests").text()).contains("The grant ended");
        assertThat(page.select("button[formaction$=/downloads]")).isEmpty();
        assertThat(page.select("form[action$=/requests]")).hasSize(1);
    }

    private UUID granted() {
        UUID request = request();
        desk.as(
                fixtures.deskPerson("SUPPORT"),
                database -> database.sql("select grant_request(?, clock_timestamp() + interval '30 days')")
                        .params(request)
                        .query(String.class)
                        .single());
        return request;
    }

    // end_grant: update certificate_access
    @Test
    void supportEndsAGrantEarlyAndBothSidesSeeIt() {
        UUID request = granted();
        UUID permit = actors.adminOf(tenant).permit(issued, "1 hour");
        User person = fixtures.deskPerson("SUPPORT");
        Client support = signedIn(person);

        Answer page = support.get("/desk/requests/" + request);
        assertThat(support.submit(page.form("/end"), Map.of("reason", " ")).status())
                .isEqualTo(422);
        Answer ended = support.submit(page.form("/end"), Map.of("reason", "They left the project"));
        assertThat(ended.location()).isEqualTo("/desk/requests/" + request);

        assertThat(support.get(ended.location()).html().select("#ended").text())
                .contains(person.name(), "They left the project");
        assertThat(support.get(ended.location()).html().select("#end")).isEmpty();
        assertRefused(Reason.NOT_FOUND, () -> actors.adminOf(tenant).read(permit));
        assertRefused(Reason.NOT_FOUND, () -> actors.adminOf(tenant).permit(issued, "1 minute"));
        var customers = admin.get(certificationPage()).html();
        assertThat(customers.select("#requests").text())
                .contains("Ended early", "The vendor ended this access")
                .doesNotContain("They left the project", "You can download it until");
        assertThat(customers.select("#certificates .granted")).isEmpty();
        assertThat(customers.select("form[action$=/requests]")).hasSize(1);
        assertThat(admin.get(tenant.path("/activity"))
                        .html()
                        .select("main tbody")
                        .text())
                .contains("Access ended early", "Ended by the vendor");
        assertThat(admin.get(tenant.path("/activity.csv")).text()).contains("Ended by the vendor");
        assertThat(recorded(tenant.id(), request))
                .last()
                .asString()
                .startsWith("grant-ended")
                .doesNotContain(person.email(), "They left the project");
        assertThat(recorded(new UUID(0, 0), request))
                .last()
                .asString()
                .startsWith("grant-ended")
                .contains(person.email(), "They left the project");
    }

    // apply_certificate: request_id
    @Test
    void aGrantThatALaterVersionTookOverEndsThereToo() {
        fixtures.update("update certification set managed_by = 'DESK' where code = ?", issued.certification());
        UUID request = granted();
        DeskDrafts drafts = new DeskDrafts(desk);
        User editor = fixtures.deskPerson("EDITOR");
        UUID draft = drafts.draft(editor);
        UUID next = UUID.randomUUID();
        drafts.change(editor, draft, "CERTIFICATE", next.toString(), """
                {"certification": "%s", "issuer": "Assessors", "issuedOn": "2026-10-01", "fileName": "next.pdf"}
                """.formatted(issued.certification()));
        drafts.document(editor, draft, next, Pdfs.page("Certificate " + next));
        assertThat(drafts.submit(editor, draft)).isEqualTo("SUBMITTED");
        assertThat(drafts.approve(fixtures.deskPerson("APPROVER"), draft)).isEqualTo("PUBLISHED");
        fixtures.update("update certification set managed_by = 'FOLDER' where code = ?", issued.certification());
        assertThat(access(next)).isEqualTo("OPEN");
        // Customers.findGrants: each version leads to the request.
        assertThat(signedIn(editor)
                        .get("/desk/customers/" + tenant.id())
                        .html()
                        .select("#grants li a")
                        .eachAttr("href"))
                .containsExactly("/desk/requests/" + request, "/desk/requests/" + request);

        drafts.call(fixtures.deskPerson("SUPPORT"), "end_grant(?, 'They left the project')", request);

        assertThat(access(next)).isEqualTo("ON_REQUEST");
        assertThat(access(issued.certificate())).isEqualTo("ON_REQUEST");
    }

    private String access(UUID certificate) {
        return owner.work(database -> database.sql("select certificate_access_at(?, ?, now())")
                .params(tenant.id(), certificate)
                .query(String.class)
                .single());
    }

    @Test
    void whatEndedOrWasNeverGrantedIsNotEnded() {
        DeskDrafts drafts = new DeskDrafts(desk);
        User support = fixtures.deskPerson("SUPPORT");
        UUID request = request();
        assertThat(drafts.call(support, "end_grant(?, 'A reason')", request)).isEqualTo("false");
        drafts.call(support, "grant_request(?, clock_timestamp() + interval '30 days')", request);
        assertDenied("23514", () -> drafts.call(support, "end_grant(?, ' ')", request));
        assertThat(drafts.call(support, "end_grant(?, 'A reason')", request)).isEqualTo("true");
        assertThat(drafts.call(support, "end_grant(?, 'A reason')", request)).isEqualTo("false");
        assertThat(recorded(tenant.id(), request)).hasSize(3);
    }

    @Test
    void aDeclinedRequestShowsTheAnswerAndMayBeMadeAgain() {
        UUID request = request();
        Client support = signedIn(fixtures.deskPerson("SUPPORT"));

        support.submit(
                support.get("/desk/requests/" + request).form("/decline"),
                Map.of("answer", "Please sign an NDA first"));

        assertThat(admin.get(certificationPage()).html().select("#requests").text())
                .contains("Declined", "Please sign an NDA first");
        assertThat(ask("We did").location()).endsWith("?requested=SENT");
    }

    @Test
    void thePersonWhoAskedGetsMail() {
        UUID request = request();
        Client support = signedIn(fixtures.deskPerson("SUPPORT"));

        support.submit(support.get("/desk/requests/" + request).form("/grant"), Map.of("until", today()));

        assertThat(mailbox.awaitOne(tenant.admin().email()).text())
                .contains(tenant.admin().name(), "Certification " + issued.certification(), "granted");
    }

    @Test
    void aSecondRequestWhileOneWaitsIsNotMade() {
        request();

        assertThat(admin.get(certificationPage()).html().select("form[action$=/requests]"))
                .isEmpty();
        Answer again = admin.post(
                tenant.path("/certificates/" + issued.certificate() + "/requests"),
                Map.of("certification", issued.certification(), "reason", "Again", "_csrf", admin.token()));
        assertThat(again.location()).endsWith("?requested=ALREADY_OPEN");
    }

    @Test
    void aRequestNeedsAReason() {
        assertThat(ask("  ").location()).endsWith("?requested=NO_REASON");
        assertThat(admin.get(certificationPage() + "?requested=NO_REASON")
                        .html()
                        .select("#request-outcome")
                        .text())
                .contains("why you need");
    }

    @Test
    void whatIsHiddenOrOpenCannotBeAskedFor() {
        Issued hidden = fixtures.certificate();
        fixtures.restrict(hidden.certificate(), "HIDDEN");
        Issued open = fixtures.certificate();
        for (UUID certificate : List.of(hidden.certificate(), open.certificate(), UUID.randomUUID())) {
            Answer answer = admin.post(
                    tenant.path("/certificates/" + certificate + "/requests"),
                    Map.of("certification", "x", "reason", "Please", "_csrf", admin.token()));
            assertThat(answer.status()).isEqualTo(404);
        }
        fixtures.retire(hidden);
        fixtures.retire(open);
    }

    @Test
    void anotherOrganizationSeesNothingOfIt() {
        request();
        Tenant other = fixtures.organization();

        int seen = actors.adminOf(other)
                .inTransaction(database -> database.sql("select count(*) from certificate_request")
                        .query(Integer.class)
                        .single());
        assertThat(seen).isZero();
        assertThat(signedIn(other.admin())
                        .get(other.path("/certifications/" + issued.certification()))
                        .html()
                        .select("#requests")
                        .text())
                .doesNotContain("Our audit");
    }

    @Test
    void membersWhoAreNoAdminsCannotAsk() {
        assertRefused(
                Reason.FORBIDDEN,
                () -> actors.actor(tenant, tenant.member())
                        .inTransaction(database -> database.sql("select request_certificate(?, 'Please', 'en')")
                                .params(issued.certificate())
                                .query(String.class)
                                .single()));
    }

    @Test
    void aGrantNeedsADayThatIsNotOver() {
        UUID request = request();
        Client support = signedIn(fixtures.deskPerson("SUPPORT"));

        Answer refused =
                support.submit(support.get("/desk/requests/" + request).form("/grant"), Map.of("until", "2001-01-01"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html().select("#until-error").text()).contains("from today on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EDITOR", "APPROVER", "AUDITOR"})
    void onlySupportDecides(String role) {
        UUID request = request();
        User person = fixtures.deskPerson(role);
        Client client = signedIn(person);

        assertThat(client.get("/desk/requests/" + request).html().select("main form"))
                .isEmpty();
        assertThat(client.post(
                                "/desk/requests/" + request + "/grant",
                                Map.of("until", today(), "_csrf", client.token()))
                        .status())
                .isEqualTo(403);
        assertThat(client.post(
                                "/desk/requests/" + request + "/decline",
                                Map.of("answer", "No", "_csrf", client.token()))
                        .status())
                .isEqualTo(403);
        assertThat(client.post("/desk/requests/" + request + "/end", Map.of("reason", "No", "_csrf", client.token()))
                        .status())
                .isEqualTo(403);
        for (String call : List.of(
                "grant_request(?, clock_timestamp() + interval '1 day')",
                "decline_request(?, 'No')",
                "cast(end_grant(?, 'No') as text)")) {
            assertDenied(
                    "CC403",
                    () -> desk.as(
                            person,
                            database -> database.sql("select " + call)
                                    .params(request)
                                    .query(String.class)
                                    .single()));
        }
    }

    @Test
    void customersDoNotSeeTheDesksPages() {
        UUID request = request();

        assertThat(admin.get("/desk/requests").status()).isEqualTo(404);
        assertThat(admin.get("/desk/requests/" + request).status()).isEqualTo(404);
    }
}
