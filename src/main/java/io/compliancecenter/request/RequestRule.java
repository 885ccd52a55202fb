package io.compliancecenter.request;

import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.organization.UserId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Grants requests of whoever has an address of a domain, or whose Organization is in an access group. Only database functions write it,
 * and the application's role cannot read it.
 */
@Entity
@Immutable
@Table(name = "request_rule")
public class RequestRule {

    @Id
    private UUID id;

    @Column(name = "certification_code")
    private String certification;

    /** Null for every certificate of the certification, later ones too. */
    @AttributeOverride(name = "value", column = @Column(name = "certificate_id"))
    private @Nullable CertificateId certificate;

    /** Null if the rule is about a group. */
    private @Nullable String emailDomain;

    /** Null if the rule is about a domain. */
    private @Nullable String groupCode;

    /** What the group was called when the rule was proposed. */
    private @Nullable String groupName;

    /** How long a grant lasts. */
    private int days;

    @AttributeOverride(name = "value", column = @Column(name = "proposed_by"))
    private UserId proposedBy;

    private Instant proposedAt;

    @Enumerated(EnumType.STRING)
    private State state;

    /** Null unless it is or was in force. */
    @AttributeOverride(name = "value", column = @Column(name = "approved_by"))
    private @Nullable UserId approvedBy;

    private @Nullable Instant approvedAt;

    /** Whether its author approved it, which a vendor with one person may allow. */
    private boolean approvedAlone;

    /** Who declined or ended it; null if nobody did. */
    @AttributeOverride(name = "value", column = @Column(name = "ended_by"))
    private @Nullable UserId endedBy;

    private @Nullable Instant endedAt;

    /** Where a rule stands. */
    public enum State {
        /** It waits for approval. */
        PROPOSED,
        /** It is in force. */
        ACTIVE,
        /** It was declined, and never in force. */
        DECLINED,
        /** It was in force. */
        ENDED
    }

    /** For Hibernate. */
    @NullUnmarked
    protected RequestRule() {}
}
