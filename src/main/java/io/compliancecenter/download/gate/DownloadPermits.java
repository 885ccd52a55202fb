package io.compliancecenter.download.gate;

import io.compliancecenter.catalogue.CertificateId;
import io.compliancecenter.catalogue.CopyKind;
import io.compliancecenter.download.PermitId;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.stamping.Serial;
import io.compliancecenter.terms.AcceptanceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The permits, each member's own. They are granted, and never changed or removed. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class DownloadPermits {

    private static final String PERMIT = """
            select id, acceptance_id, certificate_id, granted_at, expires_at, expires_at <= clock_timestamp() as expired,
                   serial, copy_kind, email, name, organization_name
              from download_permit where organization_id = :organization and user_id = :user
            """;

    private final JdbcClient database;

    DownloadPermits(JdbcClient database) {
        this.database = database;
    }

    /**
     * Grants a permit. The database refuses if the acceptance is not the member's, or not of the current terms.
     *
     * @return the permit; empty if there already is one for that key
     */
    Optional<PermitId> grant(
            CurrentMember member,
            AcceptanceId acceptance,
            CertificateId certificate,
            Duration lifetime,
            UUID idempotencyKey) {
        return database.sql("""
                        insert into download_permit (organization_id, user_id, acceptance_id, certificate_id, lifetime,
                                                     idempotency_key)
                        values (:organization, :user, :acceptance, :certificate, make_interval(secs => :lifetime), :key)
                        on conflict (organization_id, user_id, idempotency_key) do nothing
                        returning id
                        """)
                .param("organization", member.organizationId().value())
                .param("user", member.user().value())
                .param("acceptance", acceptance.value())
                .param("certificate", certificate.value())
                .param("lifetime", lifetime.toMillis() / 1000.0)
                .param("key", idempotencyKey)
                .query(UUID.class)
                .optional()
                .map(PermitId::new);
    }

    /** The member's permit with that id; empty if there is none, or it is somebody else's. */
    Optional<DownloadPermit> find(CurrentMember member, PermitId id) {
        return find(member, "id", id.value());
    }

    /** The permit that the member got for that key. */
    Optional<DownloadPermit> findByKey(CurrentMember member, UUID idempotencyKey) {
        return find(member, "idempotency_key", idempotencyKey);
    }

    private Optional<DownloadPermit> find(CurrentMember member, String column, UUID value) {
        return database.sql(PERMIT + " and " + column + " = :value")
                .param("organization", member.organizationId().value())
                .param("user", member.user().value())
                .param("value", value)
                .query(DownloadPermits::permit)
                .optional();
    }

    private static DownloadPermit permit(ResultSet row, int number) throws SQLException {
        return new DownloadPermit(
                new PermitId(row.getObject("id", UUID.class)),
                new AcceptanceId(row.getObject("acceptance_id", UUID.class)),
                new CertificateId(row.getObject("certificate_id", UUID.class)),
                row.getObject("granted_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("expired"),
                Serial.of(row.getBytes("serial")),
                CopyKind.valueOf(row.getString("copy_kind")),
                row.getString("email"),
                row.getString("name"),
                row.getString("organization_name"));
    }
}
