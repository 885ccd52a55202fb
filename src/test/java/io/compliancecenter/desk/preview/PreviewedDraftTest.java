package io.compliancecenter.desk.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.DeskDrafts;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import io.compliancecenter.testing.pdf.Pdfs;
import java.util.UUID;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A draft, and customers for whom it makes a difference. */
@IntegrationTest
abstract class PreviewedDraftTest {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    OwnerSql owner;

    @Autowired
    DeskRoleSql deskRole;

    DeskDrafts drafts;

    Tenant inside;
    Tenant given;
    Tenant outside;
    Issued issued;
    String group;
    User author;
    User approver;
    Client desk;
    UUID draft;
    UUID certificate;

    @BeforeEach
    void draft() {
        inside = fixtures.organization();
        given = fixtures.organization();
        outside = fixtures.organization();
        group = fixtures.group(inside);
        issued = fixtures.certificate();
        fixtures.restrict(issued.certificate(), "HIDDEN", group);
        fixtures.update(
                "insert into certificate_access (certificate_id, organization_id, managed_by) values (?, ?, 'DESK')",
                issued.certificate(),
                given.id());
        manage("DESK");
        drafts = new DeskDrafts(deskRole);
        author = fixtures.deskPerson("EDITOR");
        approver = fixtures.deskPerson("APPROVER");
        desk = new Client(port).signIn(fixtures.deskPerson("AUDITOR").email(), Fixtures.PASSWORD);
        draft = drafts.draft(author);
    }

    @AfterEach
    void retire() {
        manage("FOLDER");
        fixtures.update(
                "update certificate set retired_at = now() where certification_code = ? and retired_at is null",
                issued.certification());
        fixtures.update("update certification set retired_at = now() where code = ?", issued.certification());
    }

    final void manage(String manager) {
        fixtures.update("update certification set managed_by = ? where code = ?", manager, issued.certification());
    }

    final void put(String kind, String key, String content) {
        drafts.change(author, draft, kind, key, content);
    }

    final void renew(String otherwise, String... groups) {
        certificate = UUID.randomUUID();
        put("CERTIFICATE", certificate.toString(), """
                {"certification": "%s", "issuer": "New Assessors", "issuedOn": "2026-11-01", "fileName": "new.pdf",
                 "otherwise": "%s", "groups": [%s]}
                """.formatted(
                        issued.certification(),
                        otherwise,
                        Stream.of(groups)
                                .map("{\"group\": \"%s\"}"::formatted)
                                .reduce((a, b) -> a + ", " + b)
                                .orElse("")));
        drafts.document(author, draft, certificate, Pdfs.page("Renewed " + certificate));
    }

    final void rename(String name) {
        put("CERTIFICATION", issued.certification(), """
                {"name": "%s", "status": "CERTIFIED", "summary": "Another summary.", "assures": "**Much.**",
                 "renewalEvery": "P3Y", "renewalDescription": "Every three years.",
                 "audits": [{"name": "Surveillance", "every": "P1Y"}],
                 "translations": {"de": {"name": "Auf Deutsch", "summary": "Zusammenfassung.", "assures": "**Vieles.**",
                                         "renewalDescription": "Alle drei Jahre.", "auditNames": ["Überwachung"]}}}
                """.formatted(name));
    }

    final String preview(Tenant tenant, String page) {
        return "/desk/drafts/" + draft + "/preview/" + tenant.id() + page;
    }

    final String certificationPage() {
        return "/certifications/" + issued.certification();
    }

    final Document shown(String path) {
        Answer answer = desk.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.html();
    }

    final Document own(Tenant tenant, String page) {
        return new Client(port)
                .signIn(tenant.admin().email(), Fixtures.PASSWORD)
                .get(tenant.path(page))
                .html();
    }

    final void publish() {
        assertThat(drafts.submit(author, draft)).isEqualTo("SUBMITTED");
        assertThat(drafts.approve(approver, draft)).isEqualTo("PUBLISHED");
    }
}
