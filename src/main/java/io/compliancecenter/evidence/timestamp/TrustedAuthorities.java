package io.compliancecenter.evidence.timestamp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.Store;
import org.jspecify.annotations.Nullable;

/**
 * The time stamping authorities that the reader of the record trusts: their own certificates, or those of the authorities
 * above them. Revocation is not looked up: that would take the network, and answers of the time of the stamp.
 */
public final class TrustedAuthorities {

    /** No certificate was given, so no authority can be checked. */
    public static final TrustedAuthorities NONE = new TrustedAuthorities(List.of());

    /** Building a path through many certificates of the same name takes any amount of time. */
    private static final int MOST_CERTIFICATES = 20;

    private final List<X509Certificate> certificates;

    private TrustedAuthorities(List<X509Certificate> certificates) {
        this.certificates = List.copyOf(certificates);
    }

    /**
     * Reads certificates.
     *
     * @param file one or more X.509 certificates, in PEM
     * @throws IllegalArgumentException if there is none in it, or it cannot be read; the message is a sentence
     */
    public static TrustedAuthorities read(Path file) {
        List<X509Certificate> certificates = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                certificates.add((X509Certificate) certificate);
            }
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "The time stamping authority's certificate %s cannot be read: %s.".formatted(file, unreadable),
                    unreadable);
        } catch (CertificateException malformed) {
            throw notCertificates(file, malformed);
        }
        if (certificates.isEmpty()) {
            throw notCertificates(file, null);
        }
        return new TrustedAuthorities(certificates);
    }

    private static IllegalArgumentException notCertificates(Path file, @Nullable Exception cause) {
        return new IllegalArgumentException("%s does not hold X.509 certificates in PEM form.".formatted(file), cause);
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
        Instant time = stamp.getTimeStampInfo().getGenTime().toInstant();
        try {
            X509Certificate certificate = certificate(signer);
            if (!certificates.contains(certificate)) {
                TrustAnchor anchor = anchor(certificate, others(stamp.getCertificates()), Date.from(time));
                anchor.getTrustedCert().checkValidity(Date.from(time));
            }
        } catch (CertPathBuilderException | CertificateException untrusted) {
            throw new IllegalArgumentException(
                    "is by %s, which the given authority does not stand behind: %s"
                            .formatted(signer.getSubject(), untrusted.getMessage()),
                    untrusted);
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalArgumentException("has certificates that cannot be read", impossible);
        }
    }

    private TrustAnchor anchor(X509Certificate signer, Collection<X509Certificate> others, Date time)
            throws GeneralSecurityException {
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(signer);
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(
                certificates.stream()
                        .map(trusted -> new TrustAnchor(trusted, null))
                        .collect(Collectors.toSet()),
                target);
        parameters.addCertStore(
                CertStore.getInstance("Collection", new CollectionCertStoreParameters(new ArrayList<>(others))));
        parameters.setDate(time);
        parameters.setRevocationEnabled(false);
        return ((PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters)).getTrustAnchor();
    }

    private static List<X509Certificate> others(Store<X509CertificateHolder> store)
            throws IOException, CertificateException {
        Collection<X509CertificateHolder> holders = store.getMatches(null);
        if (holders.size() > MOST_CERTIFICATES) {
            throw new CertificateException("it comes with more than %d certificates".formatted(MOST_CERTIFICATES));
        }
        List<X509Certificate> others = new ArrayList<>();
        for (X509CertificateHolder holder : holders) {
            others.add(certificate(holder));
        }
        return others;
    }

    private static X509Certificate certificate(X509CertificateHolder holder) throws IOException, CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(holder.getEncoded()));
    }
}
