package io.compliancecenter.evidence.timestamp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStoreBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * The time stamping authorities that the reader of the record trusts: their own certificates, or those of the authorities
 * above them. Revocation is not checked: that would take the network, and answers of the time of the stamp.
 */
public final class TrustedAuthorities {

    /** No certificate was given, so no authority can be checked. */
    public static final TrustedAuthorities NONE = new TrustedAuthorities(List.of());

    /** Building a path through many certificates of the same name can take any amount of time. */
    private static final int MAX_CERTIFICATES = 20;

    private final List<X509Certificate> certificates;

    private TrustedAuthorities(List<X509Certificate> certificates) {
        this.certificates = certificates;
    }

    /**
     * @param file one or more X.509 certificates, in PEM
     * @throws IllegalArgumentException if there is none in it, or it cannot be read; the message is a sentence
     */
    public static TrustedAuthorities read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<?> certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new CertificateException("there is none in PEM form");
            }
            return new TrustedAuthorities(
                    certificates.stream().map(X509Certificate.class::cast).toList());
        } catch (IOException | CertificateException unreadable) {
            throw new IllegalArgumentException(
                    "The certificates of time stamping authorities in %s cannot be read: %s."
                            .formatted(file, unreadable.getMessage()),
                    unreadable);
        }
    }

    /** Whether any certificate was given. */
    public boolean areGiven() {
        return !certificates.isEmpty();
    }

    /**
     * Checks that one of these stands behind a time stamp, as of the stamp's own time.
     *
     * @param signer the certificate that the stamp was signed with
     * @throws IllegalArgumentException if none does; the message ends a sentence about the stamp
     */
    void check(TimeStampToken stamp, X509CertificateHolder signer) {
        Date time = stamp.getTimeStampInfo().getGenTime();
        try {
            X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(signer);
            if (!certificates.contains(certificate)) {
                anchor(certificate, stamp, time).getTrustedCert().checkValidity(time);
            }
        } catch (GeneralSecurityException untrusted) {
            throw new IllegalArgumentException(
                    "is by %s, which the given authority does not stand behind: %s"
                            .formatted(signer.getSubject(), untrusted.getMessage()),
                    untrusted);
        }
    }

    private TrustAnchor anchor(X509Certificate signer, TimeStampToken stamp, Date time)
            throws GeneralSecurityException {
        if (stamp.getCertificates().getMatches(null).size() > MAX_CERTIFICATES) {
            throw new CertificateException("it comes with more than %d certificates".formatted(MAX_CERTIFICATES));
        }
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(signer);
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(
                certificates.stream()
                        .map(trusted -> new TrustAnchor(trusted, null))
                        .collect(Collectors.toSet()),
                target);
        parameters.addCertStore(new JcaCertStoreBuilder()
                .addCertificates(stamp.getCertificates())
                .build());
        parameters.setDate(time);
        parameters.setRevocationEnabled(false);
        return ((PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters)).getTrustAnchor();
    }
}
