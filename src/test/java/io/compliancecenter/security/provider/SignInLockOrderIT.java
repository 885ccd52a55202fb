package io.compliancecenter.security.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.mail.LinkTokens;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.concurrency.LockWaits;
import io.compliancecenter.testing.concurrency.OwnThread;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sign-ins through a provider that write to the same chains at once lock them in one order. */
@IntegrationTest
class SignInLockOrderIT {

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    OwnerSql owner;

    @Autowired
    DeskRoleSql desk;

    /** In the order of their ids. */
    List<Tenant> tenants;

    String domain;
    String issuer;

    @BeforeEach
    void addProvider() {
        tenants = Stream.of(fixtures.organization(), fixtures.organization())
                .sorted(Comparator.comparing(tenant -> tenant.id().toString()))
                .toList();
        domain = "provider-" + tenants.get(0).slug() + ".example";
        issuer = "https://" + domain;
        fixtures.update("""
                insert into identity_provider (issuer, id, name, domains, organizations, creates_users, names_organizations,
                                               desk_roles)
                values (?, ?, 'Customer', array[?], '{}', true, true, '{SUPPORT}')
                """, issuer, tenants.get(0).slug(), domain);
        // From now on they have chains.
        tenants.forEach(tenant -> actors.adminOf(tenant).invite("guest@elsewhere.example"));
        setPatience("1min");
    }

    @AfterEach
    void removeProvider() {
        setPatience("1s");
        fixtures.update("delete from identity_provider where issuer = ?", issuer);
        fixtures.update("update desk_member set retired_at = now() where issuer = ? and retired_at is null", issuer);
    }

    /** How long a sign-in waits for a lock. Here it waits until the other one waits as well, on a machine that may be busy. */
    private void setPatience(String time) {
        fixtures.update("alter function sign_in_by_provider set lock_timeout = '" + time + "'");
        fixtures.update("alter function accept_invitation_by_provider set lock_timeout = '" + time + "'");
    }

    /** @param deskRoles as an array of PostgreSQL */
    private @Nullable String signIn(String name, String deskRoles, Tenant... named) {
        return actors.adminOf(tenants.get(0)).inTransaction(database -> (String) database.sql("""
                        select reason from sign_in_by_provider(?, ?, ?, ?, true, cast(? as jsonb), cast(? as text[]))
                        """)
                .params(issuer, name, address(name), name, memberships(named), deskRoles)
                .query()
                .singleRow()
                .get("reason"));
    }

    private UUID join(String link, String name, Tenant named) {
        byte[] token = LinkTokens.hash(link.substring(link.lastIndexOf('/') + 1));
        return actors.adminOf(tenants.get(0))
                .inTransaction(database -> database.sql("""
                        select user_id from accept_invitation_by_provider(?, ?, ?, ?, ?, true, cast(? as jsonb), null, null,
                                                                          'en')
                        """)
                        .params(token, issuer, name, address(name), name, memberships(named))
                        .query(UUID.class)
                        .single());
    }

    private String address(String name) {
        return name.toLowerCase(Locale.ROOT) + "@" + domain;
    }

    private static String memberships(Tenant... named) {
        return Stream.of(named)
                .map(tenant -> "{\"organization\": \"" + tenant.slug() + "\", \"role\": \"MEMBER\"}")
                .toList()
                .toString();
    }

    /** Begins the first, then the second, when each of them has to wait for the transaction, or for the one before it. */
    private static <F, S> Both<F, S> begin(JdbcClient transaction, Supplier<F> first, Supplier<S> second) {
        CompletableFuture<F> one = OwnThread.supply(first);
        LockWaits.awaitOthers(transaction, 1);
        CompletableFuture<S> other = OwnThread.supply(second);
        LockWaits.awaitOthers(transaction, 2);
        return new Both<>(one, other);
    }

    private record Both<F, S>(CompletableFuture<F> first, CompletableFuture<S> second) {}

    private List<String> members(Tenant tenant) {
        return owner.work(database ->
                database.sql("""
                        select u.name || ' ' || m.source from member m join user_account u on u.id = m.user_id
                         where m.organization_id = ? and m.retired_at is null and u.name in ('Ada', 'Grace') order by 1
                        """).param(tenant.id()).query(String.class).list());
    }

    // lock_chains in sign_in_by_provider
    @Test
    void oneJoinsAndGetsADeskRoleWhileAnotherLosesOneAndJoinsByAnImport() throws Exception {
        Tenant tenant = tenants.get(0);
        User support = fixtures.deskPerson("SUPPORT");
        fixtures.update("""
                insert into invitation (organization_id, email, role, source, invited_by, expires_at)
                values (?, ?, 'MEMBER', 'IMPORT', ?, now() + interval '1 day')
                """, tenant.id(), address("Ada"), support.id());
        assertThat(signIn("Ada", "{SUPPORT}")).isNull();
        assertThat(members(tenant)).isEmpty();

        // Holds the vendor's chain, where Ada is the first in the queue.
        Both<@Nullable String, @Nullable String> both = desk.as(support, database -> {
            database.sql("select count(*) from trace_copies('a serial', null, '{}')")
                    .query(Integer.class)
                    .single();
            return begin(database, () -> signIn("Ada", "{}"), () -> signIn("Grace", "{SUPPORT}", tenant));
        });

        assertThat(both.first().get(1, TimeUnit.MINUTES)).isNull();
        assertThat(both.second().get(1, TimeUnit.MINUTES)).isNull();
        assertThat(members(tenant)).containsExactly("Ada IMPORT", "Grace PROVIDER");
    }

    // lock_chains in accept_invitation_by_provider
    @Test
    void oneJoinsByAnInvitationAndByTheProviderWhileAnotherJoinsBothByTheProvider() throws Exception {
        Tenant named = tenants.get(0);
        Tenant inviting = tenants.get(1);
        String link = fixtures.invitationLink(actors.adminOf(inviting).invite("grace@elsewhere.example"));

        Both<@Nullable String, UUID> both = actors.adminOf(named).inTransaction(database -> {
            database.sql("select invite_member('another@elsewhere.example', 'MEMBER', 'en')")
                    .query(String.class)
                    .single();
            return begin(database, () -> signIn("Ada", "{}", named, inviting), () -> join(link, "Grace", named));
        });

        assertThat(both.first().get(1, TimeUnit.MINUTES)).isNull();
        assertThat(both.second().get(1, TimeUnit.MINUTES)).isNotNull();
        assertThat(members(named)).containsExactly("Ada PROVIDER", "Grace PROVIDER");
        assertThat(members(inviting)).containsExactly("Ada PROVIDER", "Grace INVITATION");
    }
}
