package io.compliancecenter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.application.Statements;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jsoup.nodes.FormElement;
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
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

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
    RequestMappingHandlerMapping mappings;
    Tenant tenant;
    Client admin;
    PageAddresses addresses;
    CustomerRows customers;

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
        mappings = instance.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    }

    @AfterAll
    void stop() {
        instance.close();
    }

    @BeforeEach
    void signIn() {
        tenant = fixtures.organization();
        admin = new Client(instance.port()).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        addresses = new PageAddresses();
        customers = new CustomerRows(fixtures, actors, tenant, instance.port(), addresses);
    }

    @AfterEach
    void retire() {
        customers.retire();
    }

    @Test
    void noPageAsksMoreOftenBecauseThereIsMoreOnIt() {
        User person = fixtures.deskPerson("EDITOR", "APPROVER", "SUPPORT", "AUDITOR");
        Client vendor = new Client(instance.port()).signIn(person.email(), Fixtures.PASSWORD);
        addresses.put("/links/passkey/{token}", customers.link(person, "passkey-link", "DESK_PASSKEY"));
        DeskRows rows = new DeskRows(fixtures, actors, deskSql, tenant, vendor, customers, addresses);
        try {
            customers.add(2);
            rows.add(2);
            Map<String, List<String>> few = statementsOfAll(vendor);
            customers.add(5);
            rows.add(5);
            Map<String, List<String>> many = statementsOfAll(vendor);
            SoftAssertions pages = new SoftAssertions();
            few.forEach((page, statements) ->
                    pages.assertThat(many.get(page)).as(page).isEqualTo(statements));
            pages.assertAll();
            // Give a reason when you raise these. One statement reads the session, the user with their memberships and
            // access groups, and the revision of the catalogue. A transaction begins with a statement that binds it. A
            // certification's page reads what the Organization has asked for, which is nothing that is published. Of
            // members and of invitations, a page shows some and counts all. The preview of terms asks most: what the
            // draft, the catalogue, the Organization, and its earlier acceptances are, each in its own transaction.
            assertThat(Stream.of("/compliances", "/certifications", "/certifications/{code}", "/activity", "/members")
                            .map(page -> few.get("/organizations/{slug}" + page).size()))
                    .containsExactly(1, 1, 3, 5, 6);
            assertThat(few)
                    .allSatisfy((page, statements) ->
                            assertThat(statements).as(page).hasSizeLessThanOrEqualTo(21));
        } finally {
            rows.retire();
        }
    }

    /** Of each page, by its pattern. */
    private Map<String, List<String>> statementsOfAll(Client vendor) {
        // What is published has changed: it is read again once.
        statements("/certifications", () -> admin.get(tenant.path("/certifications")));
        Client stranger = new Client(instance.port());
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (String page : addresses.of(mappings)) {
            Client client = page.startsWith("/desk") || page.startsWith("/links/passkey/")
                    ? vendor
                    : page.matches("/(organizations|account|sign-in/again).*") ? admin : stranger;
            all.put(page, statements(page, () -> client.get(addresses.fill(page))));
        }
        // What is held about somebody is on the page that answers their address, which is in no address of a page.
        Map<String, String> person =
                Map.of("_csrf", vendor.token(), "email", tenant.admin().email());
        all.put("people", statements("people", () -> vendor.post("/desk/personal-data", person)));
        return all;
    }

    @Test
    void whatTheDatabaseStampsIsReadBackByTheStatementsThatInsert() {
        FormElement form = admin.get(
                        tenant.path("/certificates/" + customers.first().certificate() + "/terms"))
                .form("/acceptances");
        statements.take();
        assertThat(admin.submit(form, Map.of("agreed", "true")).status()).isEqualTo(303);
        // Session and user, the transaction's Organization, the permit of the same page, the lock, the terms, whether
        // the user is an admin and may see the certificate; then the acceptance and the permit.
        assertThat(statements.take())
                .hasSize(9)
                .satisfies(statements -> assertThat(statements.subList(7, 9))
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

    private List<String> statements(String page, Supplier<Answer> visit) {
        statements.take();
        assertThat(visit.get().status()).as(page).isEqualTo(200);
        // A list of values is one question, however long it is.
        // The last use of a session is stored once a minute, with whatever page that is.
        return statements.take().stream()
                .filter(statement -> !statement.toLowerCase(Locale.ROOT).startsWith("update spring_session"))
                .map(statement -> statement.replaceAll("\\(\\?(,\\?)+\\)", "(?)"))
                .toList();
    }
}
