package io.compliancecenter.testing;

import io.compliancecenter.mail.LinkTokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Publishes what a test needs for itself alone, as the schema's owner. */
public class Fixtures {

    /** Everyone's password here. */
    public static final String PASSWORD = "correct horse battery staple";

    // As weak as it gets: tests sign in often.
    public static final String PASSWORD_HASH = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD);

    private final OwnerSql owner;

    Fixtures(OwnerSql owner) {
        this.owner = owner;
    }

    /** A user who can sign in with {@link #PASSWORD}. */
    public record User(UUID id, String email, String name) {}

    /** A new Organization with an admin and a plain member. */
    public record Tenant(UUID id, String slug, String name, User admin, User member) {

        public String path(String below) {
            return "/organizations/" + slug + below;
        }
    }

    /** A new certification with one certificate. */
    public record Issued(String certification, UUID certificate, byte[] bytes) {}

    public Tenant organization() {
        String slug = "t" + UUID.randomUUID().toString().substring(0, 12);
        return asOwner(database -> {
            UUID id = database.sql("insert into organization (slug, name) values (:slug, :name) returning id")
                    .param("slug", slug)
                    .param("name", "Tenant " + slug)
                    .query(UUID.class)
                    .single();
            User admin = user(database, "admin@" + slug + ".example", "Admin of " + slug);
            User member = user(database, "member@" + slug + ".example", "Member of " + slug);
            join(database, id, admin.id(), "ADMIN");
            join(database, id, member.id(), "MEMBER");
            return new Tenant(id, slug, "Tenant " + slug, admin, member);
        });
    }

    /** Adds a user who is an admin of the Organization too. */
    public User anotherAdmin(Tenant tenant) {
        return asOwner(database -> {
            User user =
                    user(database, "admin-" + UUID.randomUUID() + "@" + tenant.slug() + ".example", "Another admin");
            join(database, tenant.id(), user.id(), "ADMIN");
            return user;
        });
    }

    /** Adds a user who came by invitation. */
    public User invitedMember(Tenant tenant, String role) {
        return asOwner(database -> {
            User user = user(
                    database,
                    "invited-" + UUID.randomUUID() + "@" + tenant.slug() + ".example",
                    "Invited " + role.toLowerCase(Locale.ROOT));
            database.sql("update user_account set source = 'INVITATION', key = null where id = :user")
                    .param("user", user.id())
                    .update();
            join(database, tenant.id(), user.id(), role);
            setSource(database, tenant, user, "INVITATION", null);
            return user;
        });
    }

    /** A link of an invitation, as a mail would have it. */
    public String invitationLink(UUID invitation) {
        String token = LinkTokens.create();
        update("""
                insert into mailed_link (token_hash, mail_id, purpose, subject_id, expires_at)
                select ?, id, 'INVITATION', subject_id, clock_timestamp() + interval '7 days'
                  from mail where subject_id = ? order by queued_at desc limit 1
                """, LinkTokens.hash(token), invitation);
        return "/links/invitation/" + token;
    }

    /** Says where a membership comes from. */
    public void setSource(Tenant tenant, User user, String source, @Nullable String issuer) {
        asOwner(database -> setSource(database, tenant, user, source, issuer));
    }

    private static int setSource(
            JdbcClient database, Tenant tenant, User user, String source, @Nullable String issuer) {
        return database.sql("""
                        update member set source = :source, issuer = :issuer, joined_at = clock_timestamp()
                         where organization_id = :organization and user_id = :user
                        """)
                .param("source", source)
                .param("issuer", issuer)
                .param("organization", tenant.id())
                .param("user", user.id())
                .update();
    }

    /** Adds a user from the files, who is a member of nothing yet. */
    public User addUser(String email, String name) {
        return asOwner(database -> user(database, email, name));
    }

    /** Adds one of the vendor's people. */
    public User deskPerson(String... roles) {
        return asOwner(database -> {
            User person = user(
                    database,
                    "desk-" + UUID.randomUUID() + "@vendor.example",
                    "Desk person " + String.join(" ", roles));
            for (String role : roles) {
                database.sql("insert into desk_member (user_id, role) values (:user, :role)")
                        .param("user", person.id())
                        .param("role", role)
                        .update();
            }
            return person;
        });
    }

    /** A certification without certificates that the desk manages. */
    public String deskCertification() {
        String code = "d" + UUID.randomUUID().toString().substring(0, 12);
        update(
                "insert into certification (code, position, name, status, summary, assures)"
                        + " values (?, 1001, ?, 'CERTIFIED', 'A summary.', 'What it assures.')",
                code,
                "Certification " + code);
        update("update certification set managed_by = 'DESK' where code = ?", code);
        return code;
    }

    /** Makes a user of another Organization an admin of this one as well. */
    public void join(Tenant tenant, User user) {
        asOwner(database -> {
            join(database, tenant.id(), user.id(), "ADMIN");
            return tenant;
        });
    }

    /** Makes a user the admin of so many Organizations more. Their names are <em>Branch 1</em> and so on. */
    public void joinMany(User user, int number) {
        asOwner(database -> database.sql("""
                        with founded as (
                            insert into organization (slug, name)
                            select 'b' || left(cast(gen_random_uuid() as text), 8) || '-' || branch, 'Branch ' || branch
                              from generate_series(1, :number) as branch
                            returning id)
                        insert into member (organization_id, user_id, role) select id, :user, 'ADMIN' from founded
                        """)
                .param("number", number)
                .param("user", user.id())
                .update());
    }

    public void setRole(Tenant tenant, User user, String role) {
        update("update member set role = ? where organization_id = ? and user_id = ?", role, tenant.id(), user.id());
    }

    /** Publishes a certificate of a certification of its own, a PDF of one page. */
    public Issued certificate() {
        return certificate(Pdfs.page("Certificate " + UUID.randomUUID()));
    }

    public Issued certificate(byte[] bytes) {
        return certificate(bytes, "STAMPED");
    }

    public Issued certificate(byte[] bytes, LocalDate issuedOn, LocalDate validUntil) {
        return certificate(bytes, "STAMPED", issuedOn, validUntil);
    }

    /** @param copyKind {@code STAMPED} or {@code UNTOUCHED} */
    public Issued certificate(byte[] bytes, String copyKind) {
        return certificate(bytes, copyKind, LocalDate.of(2026, 1, 1), LocalDate.of(2027, 12, 31));
    }

    private Issued certificate(byte[] bytes, String copyKind, LocalDate issuedOn, LocalDate validUntil) {
        String code = "c" + UUID.randomUUID().toString().substring(0, 12);
        return asOwner(database -> {
            database.sql("""
                            insert into certification (code, position, name, status, summary, assures)
                            values (:code, 1000, :name, 'CERTIFIED', 'A summary.', 'What it assures.')
                            """)
                    .param("code", code)
                    .param("name", "Certification " + code)
                    .update();
            UUID id = database.sql("""
                            insert into certificate (certification_code, version, issuer, issued_on, valid_until, file_name,
                                                     sha256, size, pages, copy_kind)
                            values (:code, 1, 'Test Assessors', :issuedOn, :validUntil, :file,
                                    sha256(:content), length(:content), 1, :copyKind)
                            returning id
                            """)
                    .param("code", code)
                    .param("issuedOn", issuedOn)
                    .param("validUntil", validUntil)
                    .param("file", code + ".pdf")
                    .param("content", bytes)
                    .param("copyKind", copyKind)
                    .query(UUID.class)
                    .single();
            database.sql("insert into certificate_document (certificate_id, content) values (:id, :content)")
                    .param("id", id)
                    .param("content", bytes)
                    .update();
            return new Issued(code, id, bytes);
        });
    }

    /** Publishes another version of a certification's certificate, a PDF of one page. */
    public UUID anotherVersion(String certification, String issuer, String fileName) {
        byte[] bytes = Pdfs.page("Certificate " + UUID.randomUUID());
        return asOwner(database -> {
            UUID id = database.sql("""
                            insert into certificate (certification_code, version, issuer, issued_on, valid_until, file_name,
                                                     sha256, size, pages, copy_kind)
                            select :code, max(version) + 1, :issuer, date '2026-10-01', date '2027-12-31', :file,
                                   sha256(:content), length(:content), 1, 'STAMPED'
                              from certificate where certification_code = :code
                            returning id
                            """)
                    .param("code", certification)
                    .param("issuer", issuer)
                    .param("file", fileName)
                    .param("content", bytes)
                    .query(UUID.class)
                    .single();
            database.sql("insert into certificate_document (certificate_id, content) values (:id, :content)")
                    .param("id", id)
                    .param("content", bytes)
                    .update();
            return id;
        });
    }

    /** Publishes a certification without a certificate, and returns its code. */
    public String certificationWithoutCertificate() {
        String code = "c" + UUID.randomUUID().toString().substring(0, 12);
        update("""
                insert into certification (code, position, name, status, summary, assures)
                values (?, 1000, ?, 'CERTIFIED', 'A summary.', 'What it assures.')
                """, code, "Certification " + code);
        return code;
    }

    /** Makes an access group of these Organizations, and returns its code. */
    public String group(Tenant... tenants) {
        String code = "g" + UUID.randomUUID().toString().substring(0, 12);
        update("insert into access_group (code, name) values (?, ?)", code, "Group " + code);
        for (Tenant tenant : tenants) {
            update(
                    "insert into access_group_organization (group_code, organization_id) values (?, ?)",
                    code,
                    tenant.id());
        }
        return code;
    }

    /**
     * Restricts a certificate to access groups.
     *
     * @param otherwise {@code ON_REQUEST} or {@code HIDDEN}
     */
    public void restrict(UUID certificate, String otherwise, String... groups) {
        asOwner(database -> {
            database.sql("insert into certificate_restriction (certificate_id, otherwise) values (?, ?)")
                    .params(certificate, otherwise)
                    .update();
            for (String group : groups) {
                database.sql("insert into certificate_access (certificate_id, group_code) values (?, ?)")
                        .params(certificate, group)
                        .update();
            }
            return certificate;
        });
    }

    /** Takes a certificate and its certification out of the offer, so that other tests' pages stay short. */
    public void retire(Issued issued) {
        update("update certificate set retired_at = now() where id = ?", issued.certificate());
        update("update certification set retired_at = now() where code = ?", issued.certification());
    }

    /** Publishes the next version of the terms: material, in English, in effect at once. */
    public int publishTerms(String text) {
        return publishTerms("MATERIAL", Duration.ZERO, Map.of("en", text));
    }

    /**
     * Publishes the next version of the terms. One that is not in effect yet should be retired by the test.
     *
     * @param kind {@code MATERIAL} or {@code EDITORIAL}
     * @param ahead by how much it is published before it is in effect
     * @param texts by language
     */
    public int publishTerms(String kind, Duration ahead, Map<String, String> texts) {
        return asOwner(database -> {
            int version = database.sql("""
                            insert into terms_version (version, kind, effective_at)
                            select coalesce(max(version), 0) + 1, :kind,
                                   clock_timestamp() + nullif(make_interval(secs => :ahead), interval '0')
                              from terms_version
                            returning version
                            """)
                    .param("kind", kind)
                    .param("ahead", ahead.toMillis() / 1000.0)
                    .query(Integer.class)
                    .single();
            texts.forEach((locale, text) -> database.sql(
                            "insert into terms_text (version, locale, content) values (:version, :locale, :content)")
                    .param("version", version)
                    .param("locale", locale)
                    .param("content", text.getBytes(StandardCharsets.UTF_8))
                    .update());
            return version;
        });
    }

    /** Waits until a version is in effect, by the database's clock. */
    public void awaitTerms(int version) {
        asOwner(database ->
                database.sql("""
                        select cast(pg_sleep_until(effective_at) as text) from terms_version where version = :version
                        """).param("version", version).query(String.class).single());
    }

    public void retireTerms(int version) {
        update("update terms_version set retired_at = now() where version = ?", version);
    }

    /** Forgets all failed attempts to sign in, which otherwise delay the next ones from here. */
    public void forgetSignInDelays() {
        update("delete from sign_in_delay");
    }

    /** Has everyone wait a minute longer for the next attempt, so that a slow test does not outlast the first delays of a second. */
    public void lengthenSignInDelays() {
        update("update sign_in_delay set allowed_at = allowed_at + interval '1 minute' where allowed_at > counted_at");
    }

    public void update(String sql, Object... parameters) {
        owner.publish(database -> database.sql(sql).params(parameters).update());
    }

    /** Reads as the owner, whom row-level security holds as well: only what belongs to no Organization. */
    public <T> T asOwner(Function<JdbcClient, T> work) {
        AtomicReference<T> result = new AtomicReference<>();
        owner.publish(database -> result.set(work.apply(database)));
        return result.get();
    }

    private static User user(JdbcClient database, String email, String name) {
        UUID id = database.sql("""
                        insert into user_account (email, name, password_hash) values (:email, :name, :hash) returning id
                        """)
                .param("email", email)
                .param("name", name)
                .param("hash", PASSWORD_HASH)
                .query(UUID.class)
                .single();
        return new User(id, email, name);
    }

    private static void join(JdbcClient database, UUID organization, UUID user, String role) {
        database.sql("insert into member (organization_id, user_id, role) values (:organization, :user, :role)")
                .param("organization", organization)
                .param("user", user)
                .param("role", role)
                .update();
    }
}
