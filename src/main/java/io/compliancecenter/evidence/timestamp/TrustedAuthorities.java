package io.compliancecenter.evidence.timestamp;

import io.compliancecenter.support.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStoreBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.util.StringUtils;

/**
 * Checks timestamps (<a href="https://www.rfc-editor.org/rfc/rfc3161">RFC 3161</a>) by the authorities that the reader of the
 * record trusts: given are their own certificates, or those of the authorities above them. Revocation is not checked: that would
 * take the network, and answers of the time of the stamp.
 *
 * <p>Timestamps are on the signature of a checkpoint, and so on text and key as well: a key that is stolen later cannot sign for
 * an earlier day.
 */
public final class TrustedAuthorities {

    /** No certificate was given, so no authority can be checked, and anybody's timestamp is accepted. */
    public static final TrustedAuthorities NONE = new TrustedAuthorities(List.of());

    /** Building a path through many certificates of the same name can take any amount of time. */
    private static final int MAX_CERTIFICATES = 20;

    private final List<X509Certificate> certificates;

    private TrustedAuthorities(List<X509Certificate> certificates) {
        this.certificates = certificates;
    }

    /**
     * What a valid timestamp says.
     *
     * @param time at which the authority confirms that the checkpoint existed
     * @param authority the subject of the authority's certificate, for example {@code C=CH,O=Example,CN=Example TSA 1}. Unless
     *     the authority was checked, anybody could have chosen it
     * @param authorityName its common name, or the whole subject if it has none
     */
    public record Timestamp(Instant time, String authority, String authorityName) {}

    /**
     * @param file one or more X.509 certificates, in PEM
     * @throws IllegalArgumentException if there is none in it, or one cannot be read; the message is a sentence
     */
    public static TrustedAuthorities read(Path file) {
        try {
            String text = Files.readString(file);
            List<X509Certificate> certificates = PemContent.of(text).getCertificates();
            // Spring Boot skips what has no end line.
            if (StringUtils.countOccurrencesOf(text, "-----BEGIN ") != certificates.size()) {
                throw new CertificateException("it holds something other than complete certificates");
            }
            return new TrustedAuthorities(certificates);
        } catch (IOException | CertificateException | RuntimeException unreadable) {
            throw new IllegalArgumentException(
                    "The certificates of timestamp authorities in %s cannot be read: %s."
                            .formatted(file, unreadable.getMessage()),
                    unreadable);
        }
    }

    /** Whether any certificate was given. */
    public boolean areGiven() {
        return !certificates.isEmpty();
    }

    /**
     * Checks a timestamp on a signature: that the authority's certificate is for timestamping alone, was valid at that time, is
     * the one that the stamp names (ESSCertID), and is trusted.
     *
     * @throws IllegalArgumentException if it is not valid; the message ends a sentence about it
     */
    public Timestamp check(byte[] token, byte[] signature) {
        TimeStampToken stamp;
        X509CertificateHolder authority;
        try {
            stamp = new TimeStampToken(new CMSSignedData(token));
            byte[] stamped = stamp.getTimeStampInfo().getMessageImprintDigest();
            if (!Arrays.equals(stamped, Sha256.digest().digest(signature))) {
                throw new TSPException("it is on something else");
            }
            authority = signer(stamp);
            stamp.validate(new JcaSimpleSignerInfoVerifierBuilder().build(authority));
        } catch (Exception wrong) {
            throw new IllegalArgumentException("is not valid: " + wrong.getMessage(), wrong);
        }
        if (areGiven()) {
            checkTrust(stamp, authority);
        }
        X500Name subject = authority.getSubject();
        RDN[] names = subject.getRDNs(BCStyle.CN);
        return new Timestamp(
                stamp.getTimeStampInfo().getGenTime().toInstant(),
                subject.toString(),
                names.length == 0
                        ? subject.toString()
                        : IETFUtils.valueToString(names[0].getFirst().getValue()));
    }

    @SuppressWarnings("unchecked")
    private static X509CertificateHolder signer(TimeStampToken stamp) throws TSPException {
        Collection<X509CertificateHolder> signers = stamp.getCertificates().getMatches(stamp.getSID());
        return signers.stream()
                .findFirst()
                .orElseThrow(() -> new TSPException("the certificate of its authority is missing"));
    }

    /** Checks that a given certificate stands behind a timestamp, as of the stamp's own time. */
    private void checkTrust(TimeStampToken stamp, X509CertificateHolder signer) {
        Date time = stamp.getTimeStampInfo().getGenTime();
        try {
            X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(signer);
            if (!certificates.contains(certificate)) {
                findAnchor(certificate, stamp, time).getTrustedCert().checkValidity(time);
            }
        } catch (GeneralSecurityException untrusted) {
            throw new IllegalArgumentException(
                    "is by %s, which the given authority does not stand behind: %s"
                            .formatted(signer.getSubject(), untrusted.getMessage()),
                    untrusted);
        }
    }

    private TrustAnchor findAnchor(X509Certificate signer, TimeStampToken stamp, Date time)
            throws GeneralSecurityException {
        if (stamp.getCertificates().getMatches(null).size() > MAX_CERTIFICATES) {
            throw new CertificateException("it comes with more than %d certificates".formatted(MAX_CERTIFICATES));
        }
        Set<TrustAnchor> anchors = certificates.stream()
                .map(trusted -> new TrustAnchor(trusted, null))
                .collect(Collectors.toSet());
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(signer);
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
        parameters.addCertStore(new JcaCertStoreBuilder()
                .addCertificates(stamp.getCertificates())
                .build());
        parameters.setDate(time);
        parameters.setRevocationEnabled(false);
        return ((PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters)).getTrustAnchor();
    }
}
