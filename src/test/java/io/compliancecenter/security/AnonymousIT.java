package io.compliancecenter.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Until somebody has signed in there is nothing to keep, and nothing is kept. */
@IntegrationTest
class AnonymousIT {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    JdbcClient database;

    // SecurityConfiguration: the request cache and the token repository; SignInRedirects.onAuthenticationFailure
    @Test
    void nobodyHasASessionBeforeTheyHaveSignedIn() {
        Tenant tenant = fixtures.organization();
        Set<String> before = sessions();
        Client client = new Client(port);
        for (String path : new String[] {
            "/",
            "/sign-in",
            "/sign-in?failed",
            "/sign-in?to=/",
            "/sign-out",
            "/error",
            "/no/such/page",
            "/favicon.ico",
            tenant.path(""),
            tenant.path("/compliances"),
            tenant.path("/activity.csv"),
            tenant.path("/downloads/" + UUID.randomUUID() + "/file")
        }) {
            client.get(path);
            client.head(path);
        }
        client.post("/", Map.of());
        client.post("/sign-out", Map.of());
        client.post(tenant.path("/certificates/" + UUID.randomUUID() + "/acceptances"), Map.of("_csrf", "x"));
        client.submit(
                client.get("/sign-in").form("/sign-in"),
                Map.of("email", tenant.admin().email(), "password", "wrong"));
        client.get("/", "Cookie", "SESSION=MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw");

        assertThat(before).containsAll(sessions());
        assertThat(client.session()).isEmpty();
        client.signIn(tenant.admin().email(), Fixtures.PASSWORD);
        assertThat(sessions()).filteredOn(session -> !before.contains(session)).hasSize(1);
    }

    /** Others may expire meanwhile. */
    private Set<String> sessions() {
        return database.sql("select primary_id from spring_session")
                .query(String.class)
                .set();
    }
}
