package io.compliancecenter.terms;

import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.UserId;
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
                        insert into acceptance (organization_id, user_id, terms_version, terms_sha256, certificate_id,
                                                checkbox_label, button_label, locale, client_address, user_agent,
                                                signed_in_at, sign_in_method, idempotency_key)
                        values (:organization, :user, :version, :sha256, :certificate,
                                :checkbox, :button, :locale, cast(:address as inet), :userAgent,
                                :signedInAt, :signInMethod, :key)
                        on conflict (organization_id, user_id, idempotency_key) do nothing
                        returning id
                        """)
                .param("organization", member.organizationId().value())
                .param("user", member.user().value())
                .param("version", agreement.termsVersion())
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
     * The member's latest acceptance of that terms version in that Organization.
     *
     * @param certificate the certificate that it must have been given for; null if any will do
     */
    public Optional<AcceptanceId> find(
            OrganizationId organization, UserId user, int termsVersion, @Nullable UUID certificate) {
        return database.sql("""
                        select id from acceptance
                         where organization_id = :organization and user_id = :user and terms_version = :version
                           and (cast(:certificate as uuid) is null or certificate_id = :certificate)
                         order by accepted_at desc limit 1
                        """)
                .param("organization", organization.value())
                .param("user", user.value())
                .param("version", termsVersion)
                .param("certificate", certificate)
                .query(UUID.class)
                .optional()
                .map(AcceptanceId::new);
    }
}
