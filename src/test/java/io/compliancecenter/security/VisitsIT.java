package io.compliancecenter.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.organization.Standing;
import io.compliancecenter.organization.Users;
import io.compliancecenter.testing.Client;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.IntegrationTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/** Whatever sessions are asked for together, each is its own, and has its own user's standing. */
@IntegrationTest
class VisitsIT {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Visits visits;

    @Autowired
    JdbcClient database;

    @Autowired
    Users users;

    @Autowired
    SessionRepository<?> sessions;

    // Visits.read: "signedIn.get(at)"; Users.standings: "place"
    @Test
    void sessionsOfAllKindsAreReadTogether() {
        Tenant acme = fixtures.organization();
        Tenant globex = fixtures.organization();
        String admin = session(acme.admin().email());
        String again = session(acme.admin().email());
        String other = session(globex.admin().email());
        String retired = session(acme.member().email());
        String broken = session(globex.member().email());
        String anonymous = anonymous();
        fixtures.update(
                "update user_account set retired_at = now() where id = ?",
                acme.member().id());
        fixtures.update(
                "update spring_session_attributes set attribute_bytes = 'x' where attribute_name like 'SPRING_SECURITY%'"
                        + " and session_primary_id = (select primary_id from spring_session where session_id = ?)",
                broken);

        String unknown = "00000000-0000-0000-0000-000000000000";
        Map<String, StoredVisit> read = visits.read(Set.of(admin, again, other, retired, broken, anonymous, unknown));

        assertThat(read).containsOnlyKeys(admin, again, other, retired, broken, anonymous);
        read.forEach((id, stored) -> assertThat(stored.session().getId()).isEqualTo(id));
        for (String one : List.of(admin, again)) {
            assertThat(emails(read.get(one))).contains(acme.admin().email());
            assertThat(slugs(read.get(one))).containsExactly(acme.slug());
        }
        assertThat(emails(read.get(other))).contains(globex.admin().email());
        assertThat(slugs(read.get(other))).containsExactly(globex.slug());
        for (String one : List.of(retired, broken, anonymous)) {
            assertThat(emails(read.get(one))).isEmpty();
        }
    }

    // Visits.user: the catch
    @Test
    void aSessionWhoseUserCannotBeToldIsNobodysAndKeepsNobodyElseFromTheirs() {
        String session = session(fixtures.organization().admin().email());
        Visits unlucky = new Visits(database, users, attribute -> {
            throw new IllegalStateException("for a test");
        });
        assertThat(unlucky.read(Set.of(session)).get(session).standing()).isEmpty();
    }

    private static Optional<String> emails(StoredVisit stored) {
        return stored.standing().map(Standing::email);
    }

    private static List<String> slugs(StoredVisit stored) {
        return stored.standing().orElseThrow().memberships().stream()
                .map(membership -> membership.organization().slug())
                .toList();
    }

    private String session(String email) {
        return decoded(new Client(port).signIn(email, Fixtures.PASSWORD).session());
    }

    /** A session in which nobody is signed in; the application itself makes none. */
    private String anonymous() {
        return created(sessions);
    }

    private static <S extends Session> String created(SessionRepository<S> sessions) {
        S session = sessions.createSession();
        sessions.save(session);
        return session.getId();
    }

    private static String decoded(String cookie) {
        return new String(Base64.getDecoder().decode(cookie), StandardCharsets.UTF_8);
    }
}
