package io.compliancecenter.desk.requests;

import static io.compliancecenter.testing.database.Refusals.assertDenied;
import static io.compliancecenter.testing.database.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.testing.fixtures.DeskDrafts;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import io.compliancecenter.testing.pdf.Pdfs;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A grant ends by itself, or early at the desk. */
class GrantEndIT extends RequestTest {

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
}
