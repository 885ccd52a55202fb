package io.compliancecenter.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.application.SecondInstance;
import io.compliancecenter.testing.application.TakenConnections;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What somebody types to sign in is in no table and no log afterwards, however it ends. */
@IntegrationTest
class SecretsIT {

    private static final String BY_HAND = "typed-" + UUID.randomUUID();

    @Autowired
    SecondInstance second;

    @Autowired
    Fixtures fixtures;

    @AfterEach
    void forgetDelays() {
        fixtures.forgetSignInDelays();
    }

    // SignInRedirects.onAuthenticationFailure and SignInLog
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void whatIsTypedToSignInIsInNoTableAndNoLog(CapturedOutput output) throws Exception {
        Tenant tenant = fixtures.organization();
        String email = tenant.admin().email();
        Instance instance = second.start();
        Client client = new Client(instance.port());
        FormElement form = client.get("/sign-in?failed").form("/sign-in");
        assertThat(send(client, form, email, BY_HAND).location()).isEqualTo("/sign-in?failed");
        assertThat(send(client, form, "nobody@nowhere.example", BY_HAND).location())
                .isEqualTo("/sign-in?failed");
        for (String inWrongField : List.of(
                BY_HAND, BY_HAND + "@acme.example", BY_HAND + "\u0000@acme.example", BY_HAND + "@" + "x".repeat(300))) {
            assertThat(send(client, form, inWrongField, BY_HAND).status()).isEqualTo(302);
        }
        for (int attempt = 0; attempt < 4; attempt++) {
            send(client, form, email, BY_HAND + "\u0000" + "x".repeat(2_000));
        }
        fixtures.update("update sign_in_delay set allowed_at = now() + interval '1 minute'");
        assertThat(send(client, form, email, BY_HAND).status()).isEqualTo(429);
        try (TakenConnections all = new TakenConnections(instance)) {
            assertThat(send(client, form, email, BY_HAND).status()).isEqualTo(503);
        }
        // Without a token, and from elsewhere
        client.post("/sign-in", Map.of("email", email, "password", BY_HAND));
        assertThat(client.submit(form, Map.of("email", email, "password", BY_HAND), "Origin", "https://evil.example")
                        .status())
                .isEqualTo(403);
        fixtures.forgetSignInDelays();
        assertThat(send(client, form, email, Fixtures.PASSWORD).location()).isEqualTo("/");
        assertThat(output.getAll()).contains("Sign-in failed").doesNotContain(BY_HAND);
        assertThat(tablesWith(BY_HAND)).isEmpty();
        assertThat(tablesWith(Fixtures.PASSWORD)).isEmpty();
        // The search finds what is there.
        assertThat(tablesWith(email)).contains("user_account");
        assertThat(tablesWith(tenant.admin().id().toString())).contains("spring_session");
        assertThat(tablesWith("credentialVersion")).contains("spring_session_attributes");
    }

    private static Answer send(Client client, FormElement form, String email, String password) {
        return client.submit(form, Map.of("email", email, "password", password));
    }

    /** Every table of which a column holds a text, by itself or among bytes. */
    private List<String> tablesWith(String text) {
        return fixtures.asOwner(owner -> owner.sql("""
                        select c.relname from pg_class c
                         where c.relnamespace = 'compliance_center'::regnamespace and c.relkind in ('r', 'p')
                        """).query(String.class).list().stream()
                .filter(table -> holds(owner, table, text))
                .toList());
    }

    private static boolean holds(JdbcClient owner, String table, String text) {
        boolean forced = owner.sql("select relforcerowsecurity from pg_class where oid = cast(? as regclass)")
                .param(table)
                .query(Boolean.class)
                .single();
        if (forced) {
            owner.sql("alter table " + table + " no force row level security").update();
        }
        boolean found = owner.sql("""
                        select exists (select from %s as found
                                        where position(:text in cast(found as text)) > 0
                                           or position(encode(convert_to(:text, 'UTF8'), 'hex') in cast(found as text)) > 0)
                        """.formatted(table))
                .param("text", text)
                .query(Boolean.class)
                .single();
        if (forced) {
            owner.sql("alter table " + table + " force row level security").update();
        }
        return found;
    }
}
