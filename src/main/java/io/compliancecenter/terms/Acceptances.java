package io.compliancecenter.terms;

import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The records of who agreed, for which Organization, to which words. They are added, and never changed or removed. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class Acceptances {

    /** The names were written by the database from these very columns. */
    private static final String AS_THEY_ARE_NOW = """
            email = (select email from user_account where id = :user)
            and name = (select name from user_account where id = :user)
            and organization_name = (select name from organization where id = :organization)
            """;

    private final JdbcClient database;

    Acceptances(JdbcClient database) {
        this.database = database;
    }

    /**
     * Records that the member agreed. The database adds who the member is and what time it is, and refuses if the terms
     * are no longer current or the member is no longer an admin.
     *
     * @return the acceptance; empty if there already is one with the agreement's idempotency key
     */
    public Optional<AcceptanceId> record(CurrentMember member, Agreement agreement) {
        return database.sql("""
                        insert into acceptance (organization_id, user_id, terms_version, terms_locale, terms_sha256,
                                                certificate_id, checkbox_label, button_label, locale, client_address,
                                                user_agent, signed_in_at, sign_in_method, idempotency_key)
                        values (:organization, :user, :version, :termsLocale, :sha256, :certificate,
                                :checkbox, :button, :locale, cast(:address as inet), :userAgent,
                                :signedInAt, :signInMethod, :key)
                        on conflict (organization_id, user_id, idempotency_key) do nothing
                        returning id
                        """)
                .param("organization", member.organizationId().value())
                .param("user", member.user().value())
                .param("version", agreement.termsVersion())
                .param("termsLocale", agreement.termsLocale().toLanguageTag())
                .param("sha256", HexFormat.of().parseHex(agreement.termsSha256()))
                .param("certificate", agreement.certificate())
                .param("checkbox", agreement.wording().checkbox())
                .param("button", agreement.wording().button())
                .param("locale", agreement.wording().locale().toLanguageTag())
                .param("address", agreement.client().address().getHostAddress())
                .param("userAgent", agreement.client().userAgent())
                .param("signedInAt", member.signIn().signedInAt().atOffset(ZoneOffset.UTC))
                .param("signInMethod", member.signIn().signInMethod())
                .param("key", agreement.idempotencyKey())
                .query(UUID.class)
                .optional()
                .map(AcceptanceId::new);
    }

    /**
     * The member's latest acceptance in that Organization that serves where these terms are asked for: of them, or of a
     * version since which all changes were editorial; in whichever language; and naming both as they are now, since whoever
     * holds their address later has agreed to nothing.
     *
     * @param certificate the certificate that it must have been given for; null if any will do
     */
    public Optional<AcceptanceId> find(
            OrganizationId organization, UserId user, TermsInEffect terms, @Nullable UUID certificate) {
        return database.sql("""
                        select id from acceptance
                         where organization_id = :organization and user_id = :user and %s
                           and terms_version between :lastMaterial and :version
                           and (cast(:certificate as uuid) is null or certificate_id = :certificate)
                         order by accepted_at desc limit 1
                        """.formatted(AS_THEY_ARE_NOW))
                .param("organization", organization.value())
                .param("user", user.value())
                .param("lastMaterial", terms.lastMaterial())
                .param("version", terms.version())
                .param("certificate", certificate)
                .query(UUID.class)
                .optional()
                .map(AcceptanceId::new);
    }

    /**
     * What a member last agreed to in an Organization, for whichever certificate.
     *
     * @param termsVersion the version, which may have been retired since
     */
    public record LastAcceptance(int termsVersion, Instant acceptedAt) {}

    /** What the member, as both are called now, last agreed to in that Organization; empty if they never did. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public Optional<LastAcceptance> last(OrganizationId organization, UserId user) {
        return database.sql("""
                        select terms_version, accepted_at from acceptance
                         where organization_id = :organization and user_id = :user and %s
                         order by accepted_at desc limit 1
                        """.formatted(AS_THEY_ARE_NOW))
                .param("organization", organization.value())
                .param("user", user.value())
                .query((row, number) -> new LastAcceptance(
                        row.getInt("terms_version"),
                        row.getObject("accepted_at", OffsetDateTime.class).toInstant()))
                .optional();
    }
}
