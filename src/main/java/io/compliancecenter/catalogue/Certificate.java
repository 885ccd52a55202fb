package io.compliancecenter.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** One issued PDF of a certification. It never changes; a new one supersedes it, and it may be withdrawn. */
@Entity
public class Certificate {

    /** How long before its last day a certificate counts as ending soon. */
    private static final Period SOON = Period.ofDays(60);

    @EmbeddedId
    private CertificateId id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "certification_code", updatable = false)
    private Certification certification;

    @Column(updatable = false)
    private int version;

    @Column(updatable = false)
    private String issuer;

    @Column(updatable = false)
    private LocalDate issuedOn;

    @Column(updatable = false)
    private @Nullable LocalDate validUntil;

    @Column(updatable = false)
    private String fileName;

    @Column(updatable = false)
    private byte[] sha256;

    @Column(updatable = false)
    private int size;

    @Column(updatable = false)
    private int pages;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private CopyKind copyKind;

    /** Of the file as it was handed in, if its protection was removed. */
    @Column(updatable = false)
    private byte @Nullable [] originalSha256;

    private @Nullable Instant retiredAt;

    /** Whether a certificate is valid on a day. */
    public enum Validity {
        /** It is issued for a later day. */
        NOT_YET_VALID,
        /** It is valid. */
        VALID,
        /** It is valid, and ends within 60 days. */
        ENDING_SOON,
        /** Its last day is over. */
        EXPIRED,
        /** A later version has taken its place, and its validity has begun. */
        SUPERSEDED
    }

    /** @param version counts from 1 within the certification */
    Certificate(Certification certification, int version, IssuedCertificate issued) {
        id = CertificateId.next();
        this.certification = certification;
        this.version = version;
        issuer = issued.issuer();
        issuedOn = issued.issuedOn();
        validUntil = issued.validUntil();
        fileName = issued.fileName();
        sha256 = HexFormat.of().parseHex(issued.sha256());
        size = issued.size();
        pages = issued.pages();
        copyKind = issued.copyKind();
        originalSha256 = Optional.ofNullable(issued.originalSha256())
                .map(HexFormat.of()::parseHex)
                .orElse(null);
    }

    /** For Hibernate. */
    @NullUnmarked
    protected Certificate() {}

    public CertificateId id() {
        return id;
    }

    /** Code of its certification. */
    public String certification() {
        return certification.code();
    }

    /** Counts from 1 within its certification. */
    public int version() {
        return version;
    }

    public String issuer() {
        return issuer;
    }

    public LocalDate issuedOn() {
        return issuedOn;
    }

    /** The last day on which it is valid; null if it has no expiry date. */
    public @Nullable LocalDate validUntil() {
        return validUntil;
    }

    /** What a copy is called, ending in {@code .pdf}. */
    public String fileName() {
        return fileName;
    }

    /** The SHA-256 of its bytes, in lower-case hexadecimal. */
    public String sha256() {
        return HexFormat.of().formatHex(sha256);
    }

    /** In bytes. */
    public int size() {
        return size;
    }

    public int pages() {
        return pages;
    }

    /** The first day of the later version that takes its place; null if none is on offer. */
    public @Nullable LocalDate supersededOn() {
        return certification.certificates().stream()
                .filter(certificate -> certificate.version > version)
                .map(Certificate::issuedOn)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Whether it is valid on the given day. */
    public Validity validityOn(LocalDate day) {
        LocalDate supersededOn = supersededOn();
        if (supersededOn != null && !day.isBefore(supersededOn)) {
            return Validity.SUPERSEDED;
        }
        if (day.isBefore(issuedOn)) {
            return Validity.NOT_YET_VALID;
        }
        if (validUntil == null) {
            return Validity.VALID;
        }
        if (day.isAfter(validUntil)) {
            return Validity.EXPIRED;
        }
        return day.isBefore(validUntil.minus(SOON)) ? Validity.VALID : Validity.ENDING_SOON;
    }

    boolean isOnOffer() {
        return retiredAt == null;
    }

    boolean is(IssuedCertificate issued) {
        return issued.equals(new IssuedCertificate(
                certification(),
                issuer,
                issuedOn,
                validUntil,
                fileName,
                sha256(),
                size,
                pages,
                copyKind,
                originalSha256 == null ? null : HexFormat.of().formatHex(originalSha256)));
    }

    void withdraw(Instant at) {
        retiredAt = at;
    }
}
