package io.compliancecenter.catalogue;

import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.catalogue.published.IssuedCertificate;
import io.compliancecenter.catalogue.published.PublishedCertificate;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** One issued PDF of a certification. It never changes; a new one supersedes it, and it may be withdrawn. */
@Entity
public class Certificate {

    @EmbeddedId
    private CertificateId id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "certification_code", updatable = false)
    private Certification certification;

    @Column(updatable = false)
    private int version;

    @Embedded
    private IssuedCertificate issued;

    private @Nullable Instant retiredAt;

    /** @param version counts from 1 within the certification */
    Certificate(Certification certification, int version, IssuedCertificate issued) {
        id = CertificateId.next();
        this.certification = certification;
        this.version = version;
        this.issued = issued;
    }

    /** For Hibernate. */
    @NullUnmarked
    protected Certificate() {}

    CertificateId id() {
        return id;
    }

    int version() {
        return version;
    }

    IssuedCertificate issued() {
        return issued;
    }

    /** As if it were its certification's only one. */
    PublishedCertificate published() {
        return new PublishedCertificate(id, version, issued, null, false);
    }

    boolean isOnOffer() {
        return retiredAt == null;
    }

    void withdraw(Instant at) {
        retiredAt = at;
    }
}
