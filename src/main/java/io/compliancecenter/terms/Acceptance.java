package io.compliancecenter.terms;

import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.UserId;
import io.compliancecenter.support.ClientInfo;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * The record that a user agreed, for an Organization, to one text of the terms. It is inserted once and never changes. The
 * database adds the time and the names, and refuses it unless the terms are current and the user is an admin.
 */
@Entity
public class Acceptance {

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

    @Column(updatable = false)
    private int termsVersion;

    @Column(updatable = false)
    @Convert(converter = LocaleConverter.class)
    private Locale termsLocale;

    @Column(updatable = false)
    private byte[] termsSha256;

    @AttributeOverride(name = "value", column = @Column(name = "certificate_id", updatable = false))
    private CertificateId certificate;

    private Wording wording;

    private ClientInfo client;

    private RecordedSignIn signIn;

    @Column(updatable = false)
    private UUID idempotencyKey;

    @Generated
    @Column(insertable = false, updatable = false)
    private @Nullable Instant acceptedAt;

    /** Identifies an acceptance. */
    @Embeddable
    public record AcceptanceId(UUID value) {

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** The member agrees in order to download the certificate. */
    public Acceptance(CurrentMember member, CertificateId certificate, Agreement agreement) {
        organization = member.organizationId();
        user = member.user();
        termsVersion = agreement.termsVersion();
        termsLocale = agreement.termsLocale();
        termsSha256 = HexFormat.of().parseHex(agreement.termsSha256());
        this.certificate = certificate;
        wording = agreement.wording();
        client = agreement.client();
        signIn = RecordedSignIn.of(member.signIn().signIn());
        idempotencyKey = agreement.idempotencyKey();
    }

    /** For Hibernate. */
    @NullUnmarked
    protected Acceptance() {}

    /** Ids ascend with time, so that their index grows at its end (RFC 9562, section 5.7). It has one once it is saved. */
    public AcceptanceId id() {
        return new AcceptanceId(Objects.requireNonNull(id));
    }

    /** The version that was agreed to, which may have been retired since. */
    public int termsVersion() {
        return termsVersion;
    }

    /** When the database recorded it. */
    public Instant acceptedAt() {
        return Objects.requireNonNull(acceptedAt);
    }
}
