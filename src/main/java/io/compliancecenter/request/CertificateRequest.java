package io.compliancecenter.request;

import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.UserId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** An Organization asks for a certificate. Only database functions write it: see {@link CertificateRequests}. */
@Entity
@Immutable
public class CertificateRequest {

    @Id
    private UUID id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "organization_id"))
    private OrganizationId organization;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "certificate_id"))
    private CertificateId certificate;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "requested_by"))
    private UserId requestedBy;

    private String reason;

    private Instant requestedAt;

    @Enumerated(EnumType.STRING)
    private RequestState state;

    /** Null unless it is granted. */
    private @Nullable Instant grantedUntil;

    /** The rule that granted it; null if a person decided, or nobody has. */
    private @Nullable UUID ruleId;

    /** When the grant ended before its time; null if it did not. */
    private @Nullable Instant endedAt;

    /** Why it was declined; null if it was not. */
    private @Nullable String answer;

    /** For Hibernate. */
    @NullUnmarked
    protected CertificateRequest() {}
}
