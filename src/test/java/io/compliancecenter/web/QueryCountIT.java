package io.compliancecenter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.application.Statements;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.fixtures.PaperAgreements;
import io.compliancecenter.testing.http.Client;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.FormElement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationContext;

/** A page asks the database so many times, whatever the number of its rows. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryCountIT {

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    ApplicationContext application;

    @Autowired
    JdbcConnectionDetails database;

    @Autowired
    @Qualifier("deskDataSource")
    HikariDataSource desk;

    @Autowired
    DeskRoleSql deskSql;

    Instance instance;
    Statements statements;
    Tenant tenant;
    Client admin;
    User editor;

    @Nullable
    UUID draft;

    @Nullable
    String group;

    final List<Issued> published = new ArrayList<>();

    @BeforeAll
    void start() {
        // The migrations cannot guess their address from a data source that is listened to.
        instance = Instance.beside(
                application,
                Map.of(
                        "spring.flyway.url", database.getJdbcUrl(),
                        "compliance-center.desk.database.password", desk.getPassword(),
                        "compliance-center.desk.second-factor", "false"),
                Statements.class);
        statements = instance.bean(Statements.class);
    }

    @AfterAll
    void stop() {
        instance.close();
    }

    @BeforeEach
    void signIn() {
        tenant = fixtures.organization();
        admin = new Client(instance.port()).signIn(tenant.admin().email(), Fixtures.PASSWORD);
    }

    @AfterEach
    void retire() {
        published.forEach(fixtures::retire);
        fixtures.update("delete from request_rule where state = 'PROPOSED'");
        published.clear();
        draft = null;
        group = null;
    }

    @Test
    void noPageAsksMoreOftenBecauseThereIsMoreOnIt() {
        addRows(2);
        String certification = "/certifications/" + published.get(0).certification();
        List<String> pages = List.of("/compliances", "/certifications", certification, "/activity", "/members");
        // The first time of each page is different: the session learns of it.
        pages.forEach(this::statements);
        List<List<String>> few = pages.stream().map(this::statements).toList();
        addRows(5);
        // What is published has changed: it is read again once.
        pages.forEach(this::statements);
        assertThat(pages.stream().map(this::statements).toList()).isEqualTo(few);
        // Give a reason when you raise these. One statement reads the session, the user with their memberships and
        // access groups, and the revision of the catalogue. A transaction begins with a statement that binds it. A
        // certification's page reads what the Organization has asked for, which is nothing that is published. Of
        // members and of invitations, a page shows some and counts all.
        assertThat(few.stream().map(List::size).toList()).isEqualTo(List.of(1, 1, 3, 5, 6));
    }

    @Test
    void noPageOfTheDeskAsksMoreOftenBecauseThereIsMoreOnIt() {
        editor = fixtures.deskPerson("EDITOR");
        addRows(2);
        addRowsOfTheDesk(2);
        Client desk = new Client(instance.port())
                .signIn(fixtures.deskPerson("AUDITOR").email(), Fixtures.PASSWORD);
        List<String> pages = List.of(
                "/desk",
                "/desk/catalogue",
                "/desk/drafts",
                "/desk/drafts/" + draft,
                "/desk/drafts/" + draft + "/preview/" + tenant.id() + "/certifications",
                "/desk/customers",
                "/desk/customers/" + tenant.id(),
                "/desk/agreements",
                "/desk/requests",
                "/desk/downloads",
                "/desk/downloads/superseded",
                "/desk/terms",
                "/desk/withdrawn",
                "/desk/groups",
                "/desk/groups/" + group,
                "/desk/rules",
                "/desk/folder",
                "/desk/catalogue/CERTIFICATION/" + published.get(0).certification() + "/yaml");
        pages.forEach(page -> statements(desk, page));
        List<List<String>> few =
                pages.stream().map(page -> statements(desk, page)).toList();
        addRows(5);
        addRowsOfTheDesk(5);
        pages.forEach(page -> statements(desk, page));
        for (int page = 0; page < pages.size(); page++) {
            assertThat(statements(desk, pages.get(page))).as(pages.get(page)).isEqualTo(few.get(page));
        }
        assertThat(few).allSatisfy(statements -> assertThat(statements).hasSizeBetween(2, 15));
    }

    /** Changes of a draft, drafts, requests, groups, rules, agreements, and superseded and withdrawn certificates. */
    private void addRowsOfTheDesk(int number) {
        PaperAgreements agreements = new PaperAgreements(fixtures, deskSql);
        for (int row = 0; row < number; row++) {
            agreements.submitted(tenant, "-1 day", null);
            UUID other = deskSql.as(
                    editor,
                    sql -> sql.sql("select create_draft('Another draft')")
                            .query(UUID.class)
                            .single());
            draft = draft == null ? other : draft;
            String code = fixtures.deskCertification();
            deskSql.as(
                    editor,
                    sql -> sql.sql("""
                            select 1 from put_draft_change(
                                ?, (select revision from draft where id = ?), 'CERTIFICATION', ?,
                                '{"name": "N", "status": "CERTIFIED", "summary": "S", "assures": "A", "audits": []}')
                            """)
                            .params(draft, draft, code)
                            .query(Integer.class)
                            .single());
            Issued asked = fixtures.certificate();
            published.add(asked);
            fixtures.restrict(asked.certificate(), "ON_REQUEST");
            actors.adminOf(tenant)
                    .inTransaction(sql -> sql.sql("select request_certificate(?, 'We need it.', 'en')")
                            .params(asked.certificate())
                            .query(String.class)
                            .single());
            fixtures.anotherVersion(published.get(0).certification(), "Issuer", "next.pdf");
            fixtures.retire(fixtures.certificate());
            String anotherGroup = fixtures.group(tenant);
            group = group == null ? anotherGroup : group;
            for (String joined : new HashSet<>(List.of(group, anotherGroup))) {
                fixtures.update(
                        "insert into access_group_organization (group_code, organization_id) values (?, ?)",
                        joined,
                        fixtures.organization().id());
            }
            fixtures.restrict(
                    fixtures.anotherVersion(published.get(0).certification(), "Issuer", "for.pdf"),
                    "HIDDEN",
                    anotherGroup);
            fixtures.update(
                    "insert into request_rule (certification_code, group_code, group_name, days, proposed_by) select ?, code, name, 1, ? from access_group where code = ?",
                    asked.certification(),
                    editor.id(),
                    anotherGroup);
        }
    }

    @Test
    void whatTheDatabaseStampsIsReadBackByTheStatementsThatInsert() {
        addRows(1);
        FormElement form = admin.get(
                        tenant.path("/certificates/" + published.get(0).certificate() + "/terms"))
                .form("/acceptances");
        statements.take();
        assertThat(admin.submit(form, Map.of("agreed", "true")).status()).isEqualTo(303);
        // Session and user, the transaction's Organization, the permit of the same page, the lock, the terms, whether
        // the
        // user is an admin and may see the certificate, and the agreement signed outside; then the acceptance and the
        // permit.
        assertThat(statements.take())
                .hasSize(10)
                .satisfies(statements -> assertThat(statements.subList(8, 10))
                        .allMatch(statement -> statement.startsWith("insert into ")));
    }

    // PasswordSignIn: whether there is such a user does not show in the time that a failed sign-in takes
    @Test
    void aFailedSignInAsksAsOftenForAnUnknownUser() {
        List<String> known = failedSignIn(tenant.member().email());
        assertThat(known).anyMatch(statement -> statement.contains("record_failed_sign_in"));
        assertThat(failedSignIn("nobody@nowhere.example")).isEqualTo(known);
    }

    private List<String> failedSignIn(String email) {
        Client stranger = new Client(instance.port());
        FormElement form = stranger.get("/sign-in").form("/sign-in");
        statements.take();
        stranger.submit(form, Map.of("email", email, "password", "wrong"));
        return statements.take();
    }

    private List<String> statements(String page) {
        return statements(admin, tenant.path(page));
    }

    private List<String> statements(Client client, String page) {
        statements.take();
        assertThat(client.get(page).status()).as(page).isEqualTo(200);
        // A list of values is one question, however long it is.
        // The last use of a session is stored once a minute, with whatever page that is.
        return statements.take().stream()
                .filter(statement -> !statement.toLowerCase(Locale.ROOT).startsWith("update spring_session"))
                .map(statement -> statement.replaceAll("\\(\\?(,\\?)+\\)", "(?)"))
                .toList();
    }

    private void addRows(int number) {
        for (int row = 0; row < number; row++) {
            Issued issued = fixtures.certificate();
            published.add(issued);
            if (published.size() % 2 == 0) {
                fixtures.restrict(issued.certificate(), "HIDDEN", fixtures.group(tenant));
            }
            actors.adminOf(tenant).permit(issued, "5 minutes");
            fixtures.invitedMember(tenant, "MEMBER");
            actors.adminOf(tenant).invite("guest-" + published.size() + "@" + tenant.slug() + ".example");
        }
    }
}
