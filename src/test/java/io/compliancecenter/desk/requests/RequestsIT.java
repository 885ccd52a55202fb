package io.compliancecenter.desk.requests;

import static io.compliancecenter.testing.database.Refusals.assertDenied;
import static io.compliancecenter.testing.database.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.atIndex;

import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import io.compliancecenter.testing.mail.Mailbox;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A customer asks for a certificate on request, and the desk answers. */
class RequestsIT extends RequestTest {

    @Autowired
    Mailbox mailbox;

    private static String today() {
        return LocalDate.now(ZoneOffset.UTC).toString();
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
