package io.compliancecenter.download.gate;

import static java.util.Objects.requireNonNull;

import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.catalogue.published.PublishedDocument.CopyKind;
import io.compliancecenter.download.PermitId;
import io.compliancecenter.download.SignedAgreementId;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.UserId;
import io.compliancecenter.stamping.Serial;
import io.compliancecenter.terms.Acceptance.AcceptanceId;
import io.compliancecenter.terms.MemberNames;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * A user's right to one copy of one certificate. It is inserted once and never changes. It has either its acceptance, or
 * the agreement that the Organization signed on paper. The database adds the times, the names, the serial and the kind of copy.
 */
@Entity
class DownloadPermit {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private @Nullable UUID id;

    @AttributeOverride(name = "value", column = @Column(name = "organization_id", updatable = false))
    private OrganizationId organization;

    @AttributeOverride(name = "value", column = @Column(name = "user_id", updatable = false))
    private UserId user;

    @Generated
    @Column(insertable = false, updatable = false)
    private @Nullable String name;

    @Generated
    @Column(insertable = false, updatable = false)
    private @Nullable String email;

    @Generated
    @Column(insertable = false, updatable = false)
    private @Nullable String organizationName;

    @Generated
    @Column(insertable = false, updatable = false)
    private @Nullable Boolean emailVerified;

    @AttributeOverride(name = "value", column = @Column(name = "acceptance_id", updatable = false))
    private @Nullable AcceptanceId acceptance;

    @AttributeOverride(name = "value", column = @Column(name = "signed_agreement_id", updatable = false))
    private @Nullable SignedAgreementId signedAgreement;

    @Generated
    @Column(insertable = false, updatable = false)
    private @Nullable LocalDate agreementSignedOn;

    @AttributeOverride(name = "value", column = @Column(name = "certificate_id", updatable = false))
    private CertificateId certificate;

    @JdbcTypeCode(SqlTypes.INTERVAL_SECOND)
    @Column(updatable = false)
    private Duration lifetime;

    @Column(updatable = false)
    private UUID idempotencyKey;

    @Generated
    @Column(insertable = false, updatable = false)
    private @Nullable Instant grantedAt;

    @Generated
    @Column(insertable = false, updatable = false)
    private @Nullable Instant expiresAt;

    @Formula("expires_at <= clock_timestamp()")
    private boolean expired;

    @Generated
    @Column(insertable = false, updatable = false)
    private byte @Nullable [] serial;

    @Generated
    @Enumerated(EnumType.STRING)
    @Column(insertable = false, updatable = false)
    private @Nullable CopyKind copyKind;

    /** The member may download the certificate, because they agreed to the terms. */
    DownloadPermit(
            CurrentMember member,
            AcceptanceId acceptance,
            CertificateId certificate,
            Duration lifetime,
            UUID idempotencyKey) {
        this(member, certificate, lifetime, idempotencyKey);
        this.acceptance = acceptance;
    }

    /** The member may download the certificate, because their Organization signed an agreement on paper. */
    DownloadPermit(
            CurrentMember member,
            SignedAgreementId signedAgreement,
            CertificateId certificate,
            Duration lifetime,
            UUID idempotencyKey) {
        this(member, certificate, lifetime, idempotencyKey);
        this.signedAgreement = signedAgreement;
    }

    private DownloadPermit(CurrentMember member, CertificateId certificate, Duration lifetime, UUID idempotencyKey) {
        organization = member.organizationId();
        user = member.user();
        this.certificate = certificate;
        this.lifetime = lifetime;
        this.idempotencyKey = idempotencyKey;
    }

    /** For Hibernate. */
    @NullUnmarked
    protected DownloadPermit() {}

    /** Ids ascend with time, so that their index grows at its end (RFC 9562, section 5.7). It has one once it is saved. */
    PermitId id() {
        return new PermitId(requireNonNull(id));
    }

    /** The acceptance that allows it; null if an agreement signed on paper does. */
    @Nullable
    AcceptanceId acceptance() {
        return acceptance;
    }

    /** The agreement signed on paper that allows it; null if an acceptance does. */
    @Nullable
    SignedAgreementId signedAgreement() {
        return signedAgreement;
    }

    /** When the agreement that allows it was signed on paper; null if an acceptance does. */
    @Nullable
    LocalDate agreementSignedOn() {
        return agreementSignedOn;
    }

    CertificateId certificate() {
        return certificate;
    }

    Instant grantedAt() {
        return requireNonNull(grantedAt);
    }

    Instant expiresAt() {
        return requireNonNull(expiresAt);
    }

    /** Whether it had expired when it was read, by the database's clock. */
    boolean expired() {
        return expired;
    }

    /** The serial of the copy. */
    Serial serial() {
        return Serial.of(requireNonNull(serial));
    }

    CopyKind copyKind() {
        return requireNonNull(copyKind);
    }

    /** The names of the member and the Organization when it was granted. */
    MemberNames names() {
        return new MemberNames(requireNonNull(name), requireNonNull(email), requireNonNull(organizationName));
    }

    /** Whether the member's address was known to be theirs. */
    boolean emailVerified() {
        return requireNonNull(emailVerified);
    }

    /** Whether the member still has the name and address that it was granted to, and is not a later holder of the address. */
    boolean belongsTo(CurrentMember member) {
        return names().samePerson(MemberNames.of(member));
    }
}
