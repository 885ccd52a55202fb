package io.compliancecenter.testing;

import io.compliancecenter.database.TransactionBinding;
import io.compliancecenter.database.TransactionBinding.Binding;
import io.compliancecenter.testing.Fixtures.Issued;
import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.Fixtures.User;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody who has got hold of the application's own database connection, and goes past all of its Java. */
public final class Actor {

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final TransactionBinding bindings;
    private final UUID organization;
    private final UUID user;

    public Actor(
            JdbcClient database,
            PlatformTransactionManager transactions,
            TransactionBinding bindings,
            Tenant tenant,
            User user) {
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
        this.bindings = bindings;
        this.organization = tenant.id();
        this.user = user.id();
    }

    /** Works in one transaction of the application's role, bound to this user and Organization. */
    public <T> T inTransaction(Function<JdbcClient, T> work) {
        try (Binding bound = bindings.bind(organization, user)) {
            return transaction.execute(status -> work.apply(database));
        }
    }

    /** Invites somebody as a plain member, with plain SQL. */
    public UUID invite(String email) {
        return inTransaction(database -> {
            database.sql("select invite_member(:email, 'MEMBER', 'en')")
                    .param("email", email)
                    .query(String.class)
                    .single();
            return database.sql(
                            "select id from invitation where email = :email and accepted_at is null and withdrawn_at is null")
                    .param("email", email)
                    .query(UUID.class)
                    .single();
        });
    }

    /** Agrees to the current terms, with plain SQL. */
    public UUID agree(JdbcClient database, Issued issued) {
        return agree(database, issued, organization, user);
    }

    /** Agrees to the current terms after a sign-in through a provider, with plain SQL. */
    public UUID agreeThroughProvider(JdbcClient database, Issued issued) {
        return database.sql("""
                        insert into acceptance (organization_id, user_id, terms_version, terms_locale, terms_sha256,
                                                certificate_id, checkbox_label, button_label, locale, client_address, user_agent,
                                                signed_in_at, sign_in_method, authenticated_at, sign_in_issuer,
                                                sign_in_subject, sign_in_acr, sign_in_amr, idempotency_key)
                        select :organization, :user, version, locale, sha256, :certificate, 'I agree', 'Download', 'en',
                               '127.0.0.1', 'test', now(), 'provider', timestamptz '2026-11-29 12:34:56.789+00',
                               'https://login.example.com', '248289', 'urn:example:silver', 'pwd otp', gen_random_uuid()
                          from terms_text where version = current_terms_version() and locale = 'en'
                        returning id
                        """)
                .param("organization", organization)
                .param("user", user)
                .param("certificate", issued.certificate())
                .query(UUID.class)
                .single();
    }

    /** Claims that somebody agreed. */
    public UUID agree(JdbcClient database, Issued issued, UUID forOrganization, UUID asUser) {
        return database.sql("""
                        insert into acceptance (organization_id, user_id, terms_version, terms_locale, terms_sha256,
                                                certificate_id, checkbox_label, button_label, locale, client_address, user_agent,
                                                signed_in_at, sign_in_method, idempotency_key)
                        select :organization, :user, version, locale, sha256, :certificate, 'I agree', 'Download', 'en',
                               '127.0.0.1', 'test', now(), 'password', gen_random_uuid()
                          from terms_text where version = current_terms_version() and locale = 'en'
                        returning id
                        """)
                .param("organization", forOrganization)
                .param("user", asUser)
                .param("certificate", issued.certificate())
                .query(UUID.class)
                .single();
    }

    /** Claims to agree to certain words. */
    public UUID agree(JdbcClient database, Issued issued, int version, String locale, byte[] sha256) {
        return database.sql("""
                        insert into acceptance (organization_id, user_id, terms_version, terms_locale, terms_sha256,
                                                certificate_id, checkbox_label, button_label, locale, client_address,
                                                user_agent, signed_in_at, sign_in_method, idempotency_key)
                        values (:organization, :user, :version, :locale, :sha256, :certificate, 'I agree', 'Download', 'en',
                                '127.0.0.1', 'test', now(), 'password', gen_random_uuid())
                        returning id
                        """)
                .param("organization", organization)
                .param("user", user)
                .param("version", version)
                .param("locale", locale)
                .param("sha256", sha256)
                .param("certificate", issued.certificate())
                .query(UUID.class)
                .single();
    }

    /** Takes a permit, with plain SQL. */
    public UUID permit(JdbcClient database, UUID acceptance, Issued issued, String lifetime) {
        return database.sql("""
                        insert into download_permit (organization_id, user_id, acceptance_id, certificate_id, lifetime,
                                                     idempotency_key)
                        values (:organization, :user, :acceptance, :certificate, cast(:lifetime as interval),
                                gen_random_uuid())
                        returning id
                        """)
                .param("organization", organization)
                .param("user", user)
                .param("acceptance", acceptance)
                .param("certificate", issued.certificate())
                .param("lifetime", lifetime)
                .query(UUID.class)
                .single();
    }

    /** Agrees and takes a permit, committed. */
    public UUID permit(Issued issued, String lifetime) {
        return inTransaction(database -> permit(database, agree(database, issued), issued, lifetime));
    }

    /** Takes a permit whose time is over before anyone can ask for it: it is committed later than a microsecond on. */
    public UUID expiredPermit(Issued issued) {
        return permit(issued, "1 microsecond");
    }

    public byte[] read(JdbcClient database, UUID permit) {
        return database.sql("select read_document(:permit, 1, 1000000)")
                .param("permit", permit)
                .query((row, number) -> row.getBytes(1))
                .single();
    }

    public byte[] read(UUID permit) {
        return inTransaction(database -> read(database, permit));
    }
}
