package io.compliancecenter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.Actors;
import io.compliancecenter.testing.Client;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.Issued;
import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.Instance;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationContext;

/** A page asks the database so many times, whatever the number of its rows. */
@IntegrationTest
class QueryCountIT {

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    ApplicationContext application;

    @Autowired
    JdbcConnectionDetails database;

    Instance instance;
    Statements statements;
    Tenant tenant;
    Client admin;
    final List<Issued> published = new ArrayList<>();

    @BeforeEach
    void signIn() {
        tenant = fixtures.organization();
        // The migrations cannot guess their address from a data source that is listened to.
        instance = Instance.beside(application, Map.of("spring.flyway.url", database.getJdbcUrl()), Statements.class);
        statements = instance.bean(Statements.class);
        admin = new Client(instance.port()).signIn(tenant.admin().email(), Fixtures.PASSWORD);
    }

    @AfterEach
    void retire() {
        published.forEach(fixtures::retire);
        instance.close();
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
        // certification's page reads what the Organization has asked for, which is nothing that is published.
        assertThat(few.stream().map(List::size).toList()).isEqualTo(List.of(1, 1, 3, 5, 5));
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
        statements.take();
        assertThat(admin.get(tenant.path(page)).status()).isEqualTo(200);
        return statements.take();
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
