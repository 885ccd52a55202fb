package io.compliancecenter.desk.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.concurrency.LockWaits;
import io.compliancecenter.testing.concurrency.OwnThread;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whom an import named joins by signing in at the provider that owns the address's domain, and nobody else does. */
class ImportedSignInIT extends ImportTest {

    Tenant any;
    String issuer;
    String email;

    @BeforeEach
    void importSomebody() {
        any = fixtures.organization();
        issuer = "https://" + slug + ".example";
        email = "ada@" + slug + ".example";
        provider(slug + ".example", "");
        imported(slug + ",Acme," + email + ",Ada,ADMIN\n");
    }

    @AfterEach
    void forgetProvider() {
        fixtures.update("delete from identity_provider where issuer = ?", issuer);
    }

    /** @param organizations keys of those that it may name; empty for all */
    private void provider(String domain, String organizations) {
        fixtures.update("delete from identity_provider where issuer = ?", issuer);
        fixtures.update("""
                insert into identity_provider (issuer, id, name, domains, organizations, creates_users, names_organizations)
                values (?, ?, 'Customer', array[?], coalesce(string_to_array(nullif(?, ''), ','), '{}'), true, true)
                """, issuer, slug, domain, organizations);
    }

    /** @return why they may not sign in; null if they may */
    private @Nullable String signInAtProvider(
            String subject, String address, @Nullable Boolean verified, String memberships) {
        return actors.adminOf(any)
                .inTransaction(database -> reasonOfSignIn(database, subject, address, verified, memberships));
    }

    private @Nullable String reasonOfSignIn(
            JdbcClient database, String subject, String address, @Nullable Boolean verified, String memberships) {
        return (String)
                database.sql("select reason from sign_in_by_provider(?, ?, ?, 'Ada Lovelace', ?, cast(? as jsonb))")
                        .params(issuer, subject, address, verified, memberships)
                        .query()
                        .singleRow()
                        .get("reason");
    }

    private @Nullable String signInAtProvider() {
        return signInAtProvider("ada", email, true, "[]");
    }

    // sign_in_by_provider: imported_invitations
    @Test
    void theFirstSignInJoins() {
        assertThat(signInAtProvider()).isNull();

        assertThat(members(slug)).containsExactly(email + " ADMIN IMPORT");
        assertThat(invitations(slug)).isEmpty();
        assertThat(entries(slug)).containsExactly("member-invited", "member-joined");
        assertThat(rows("select source from user_account where email = ?", email))
                .containsExactly("PROVIDER");
        // The provider says nothing of it, and does not take it away.
        assertThat(signInAtProvider()).isNull();
        assertThat(members(slug)).hasSize(1);
    }

    @Test
    void whoHasSignedInThereBeforeJoinsToo() {
        String memberships = "[{\"organization\": \"" + any.slug() + "\", \"role\": \"MEMBER\"}]";
        fixtures.update("update invitation set withdrawn_at = now() where email = ?", email);
        assertThat(signInAtProvider("ada", email, true, memberships)).isNull();
        imported(slug + ",," + email + ",,MEMBER\n");

        assertThat(signInAtProvider("ada", email, true, memberships)).isNull();

        assertThat(members(slug)).containsExactly(email + " MEMBER IMPORT");
        assertThat(members(any.slug())).contains(email + " MEMBER PROVIDER");
    }

    // sign_in_by_provider: owns_address
    @Test
    void anAddressThatTheProviderDoesNotVouchForJoinsNothing() {
        assertThat(signInAtProvider("ada", email, false, "[]")).isNotNull();
        assertThat(signInAtProvider("ada", email, null, "[]")).isNotNull();
        provider("elsewhere.example", "");
        assertThat(signInAtProvider()).isNotNull();
        // Not even if the provider gives them another membership.
        assertThat(signInAtProvider(
                        "ada", email, true, "[{\"organization\": \"" + any.slug() + "\", \"role\": \"MEMBER\"}]"))
                .isNull();
        assertThat(members(slug)).isEmpty();
    }

    // imported_invitations: scope
    @Test
    void aProviderBringsNobodyIntoAnOrganizationThatItMayNotName() {
        provider(slug + ".example", any.slug());
        assertThat(signInAtProvider()).isNotNull();
        provider(slug + ".example", any.slug() + "," + slug);
        assertThat(signInAtProvider()).isNull();
        assertThat(members(slug)).hasSize(1);
    }

    // imported_invitations: source, accepted_at, withdrawn_at, expires_at, inviter_may_invite
    @Test
    void onlyAnInvitationThatWasImportedAndCountsJoins() {
        Map<String, String> ends = Map.of(
                "source = 'ADMIN'", "source = 'IMPORT'",
                "withdrawn_at = now()", "withdrawn_at = null",
                "created_at = now() - interval '9 days', expires_at = now() - interval '1 minute'",
                        "expires_at = now() + interval '1 day'");
        ends.forEach((end, back) -> {
            fixtures.update("update invitation set " + end + " where email = ?", email);
            assertThat(signInAtProvider()).as(end).isNotNull();
            fixtures.update("update invitation set " + back + " where email = ?", email);
        });
        fixtures.update("update desk_member set retired_at = now() where user_id = ?", support.id());
        assertThat(signInAtProvider()).isNotNull();
        fixtures.update("update desk_member set retired_at = null where user_id = ?", support.id());
        assertThat(signInAtProvider()).isNull();
    }

    // sign_in_by_provider: "not has_any_desk_role"
    @Test
    void somebodyAtTheDeskJoinsNothing() {
        fixtures.update("update identity_provider set desk_roles = '{SUPPORT}' where issuer = ?", issuer);
        String reason = actors.adminOf(any).inTransaction(database -> (String) database.sql(
                        "select reason from sign_in_by_provider(?, 'ada', ?, 'Ada Lovelace', true, '[]', array['SUPPORT'])")
                .params(issuer, email)
                .query()
                .singleRow()
                .get("reason"));
        assertThat(reason).isNull();
        assertThat(members(slug)).isEmpty();
        assertThat(invitations(slug)).hasSize(1);
        fixtures.update("update desk_member set retired_at = now() where issuer = ?", issuer);
        assertThat(signInAtProvider()).isNull();
        assertThat(members(slug)).hasSize(1);
    }

    // sign_in_by_provider: creates_users
    @Test
    void aProviderThatMakesNoUsersMakesNoneForAnImportEither() {
        fixtures.update("update identity_provider set creates_users = false where issuer = ?", issuer);
        assertThat(signInAtProvider()).isNotNull();
        assertThat(members(slug)).isEmpty();
    }

    // sign_in_by_provider: account_of
    @Test
    void whereAnAccountHasTheAddressItsHolderJoinsAndNobodyElse() {
        User holder = fixtures.addUser(email, "Holder");
        fixtures.join(any, holder);
        // The holder's identity is another one, so this is not the holder.
        fixtures.update(
                "insert into user_identity (issuer, subject, user_id) values (?, ?, ?)",
                issuer,
                UUID.randomUUID().toString(),
                holder.id());
        assertThat(signInAtProvider()).isNotNull();
        assertThat(signInAtProvider(
                        "ada", email, true, "[{\"organization\": \"" + any.slug() + "\", \"role\": \"MEMBER\"}]"))
                .isNull();
        assertThat(members(slug)).isEmpty();
    }

    // apply_import: still_open
    @Test
    void anInvitationThatIsAcceptedWhileAnImportChangesItStaysAsItWas() {
        Answer preview = upload(slug + ",," + email + ",,MEMBER\n");
        assertThat(changes(preview)).hasSize(1);
        AtomicReference<CompletableFuture<Answer>> importing = new AtomicReference<>();
        actors.adminOf(any).inTransaction(database -> {
            assertThat(reasonOfSignIn(database, "ada", email, true, "[]")).isNull();
            importing.set(OwnThread.supply(() -> apply(preview)));
            LockWaits.awaitAnother(database);
            return true;
        });
        assertThat(importing.get().join().html().select("#changed")).hasSize(1);
        assertThat(members(slug)).containsExactly(email + " ADMIN IMPORT");
        assertThat(rows("select role from invitation where email = ?", email)).containsExactly("ADMIN");
    }
}
