package io.compliancecenter.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.evidence.checkpoint.Checkpointing;
import io.compliancecenter.evidence.checkpoint.EvidenceDirectory;
import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import io.compliancecenter.evidence.verification.DatabaseVerification;
import io.compliancecenter.testing.CertificateOnOffer;
import io.compliancecenter.testing.fixtures.Actor;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A user's own chain: sign-ins are on record there, for nobody else to see. */
class UserChainIT extends CertificateOnOffer {

    @Autowired
    Checkpointing checkpointing;

    @Autowired
    JdbcConnectionDetails application;

    @Autowired
    FlywayConnectionDetails owner;

    @BeforeEach
    @AfterEach
    void forgetDelays() {
        fixtures.forgetSignInDelays();
    }

    @Test
    void aFailedSignInIsOnRecordInTheUsersOwnChain() {
        fail(tenant.member().email(), "Browser <b>");

        assertThat(payloads(asUser(tenant.member()), tenant.member().id()))
                .singleElement()
                .satisfies(payload -> {
                    assertThat(payload.text("member", "id"))
                            .isEqualTo(tenant.member().id().toString());
                    assertThat(payload.text("signIn", "method")).isEqualTo("password");
                    assertThat(payload.text("client", "address")).isEqualTo("127.0.0.1");
                    assertThat(payload.text("client", "userAgent")).isEqualTo("Browser <b>");
                });
    }

    // SignInDelays.begin before SignInRecords.recordFailure: a row for each attempt that is checked, and none for
    // others.
    @Test
    void anAttemptThatIsDelayedAddsNothing() {
        for (int attempt = 0; attempt < 12; attempt++) {
            fail(tenant.member().email(), "Browser");
            fixtures.lengthenSignInDelays();
        }
        assertThat(payloads(asUser(tenant.member()), tenant.member().id())).hasSize(5);
    }

    // own_organization of evidence_entry, own_entries
    @Test
    void nobodyElseSeesIt() {
        fail(tenant.member().email(), "Browser");
        Tenant other = fixtures.organization();

        for (Actor stranger : List.of(actors.adminOf(tenant), actors.adminOf(other))) {
            assertThat(payloads(stranger, tenant.member().id())).isEmpty();
        }
        Answer activity = admin.get(tenant.path("/activity"));
        assertThat(activity.html().select("tbody tr")).isEmpty();
        assertThat(activity.html().select("#filter-kind option").eachAttr("value"))
                .contains("MEMBER_JOINED")
                .doesNotContain("SIGNED_IN", "SIGN_IN_FAILED", "SIGNED_OUT_BY_PROVIDER");
        assertThat(admin.get(tenant.path("/activity.csv")).text())
                .doesNotContain(tenant.member().email());
    }

    @Test
    void itIsSignedAndVerifiedLikeAnyOther() throws Exception {
        fail(tenant.member().email(), "Browser");
        checkpointing.run();
        assertThat(verify()).doesNotContain("FAIL");

        fixtures.update("alter table evidence_entry disable trigger user");
        try {
            alter("Browser", "Tampered");
            assertThat(verify()).contains("FAIL  chain " + tenant.member().id() + " entry 1: is not what was recorded");
        } finally {
            alter("Tampered", "Browser");
            fixtures.update("alter table evidence_entry enable trigger user");
        }
        assertThat(verify()).doesNotContain("FAIL");
    }

    private void alter(String from, String to) {
        fixtures.update(
                "update evidence_entry set payload = convert_to(replace(convert_from(payload, 'UTF8'), ?, ?), 'UTF8')"
                        + " where chain_id = ?",
                from,
                to,
                tenant.member().id());
    }

    /** An entry of a kind that the application does not know could not be read. */
    @Test
    void everyKindThatTheDatabaseWritesIsKnown() {
        List<String> written =
                fixtures.asOwner(sql -> sql.sql("""
                        select distinct found[1] from pg_proc,
                               regexp_matches(prosrc, 'append_(?:member_entry|entry_for_user|user_entry)\\(\\s*''([a-z-]+)''',
                                              'g') found
                         where pronamespace = 'compliance_center'::regnamespace
                        """).query(String.class).list());
        assertThat(written).contains("signed-in", "member-joined", "identity-linked");
        assertThat(Arrays.stream(EntryKind.values()).map(EntryKind::code)).containsAll(written);
    }

    private void fail(String email, String userAgent) {
        Client stranger = new Client(port);
        stranger.submit(
                stranger.get("/sign-in").form("/sign-in"),
                Map.of("email", email, "password", "wrong"),
                "User-Agent",
                userAgent);
    }

    private Actor asUser(User user) {
        return actors.actor(tenant, user);
    }

    private static List<Payload> payloads(Actor reader, UUID chain) {
        return reader.inTransaction(sql -> sql.sql("""
                        select payload from evidence_entry where chain_id = :chain
                        union all
                        select payload from own_entries(1000, 1000)
                        """).param("chain", chain).query(byte[].class).list().stream()
                .map(Payload::parse)
                .filter(payload -> payload.text("member", "id").equals(chain.toString()))
                .toList());
    }

    private String verify() throws Exception {
        DataSource database =
                new DriverManagerDataSource(application.getJdbcUrl(), owner.getUsername(), owner.getPassword());
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        EvidenceDirectory evidence = checkpointing.directory().orElseThrow();
        new DatabaseVerification(
                        evidence.checkpoints(),
                        EvidenceDirectory.publicKeys(evidence.path()),
                        TrustedAuthorities.NONE,
                        new PrintStream(output))
                .verify(database);
        return output.toString();
    }
}
