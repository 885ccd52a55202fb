package io.compliancecenter.evidence.timestamp;

import io.compliancecenter.support.Sha256;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.Collection;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * Time stamps (<a href="https://www.rfc-editor.org/rfc/rfc3161">RFC 3161</a>) on checkpoints. They are on the signature, and so
 * on text and key as well: a key that is stolen later cannot sign for an earlier day.
 */
public final class Timestamps {

    private Timestamps() {}

    /**
     * Checks a time stamp on a signature: that the authority's certificate is for time stamping alone, was valid at that time, and
     * is the one that the stamp names (ESSCertID).
     *
     * @param trusted the authorities that are accepted; if none are given, anybody's stamp is
     * @throws IllegalArgumentException if it is not valid; the message ends a sentence about it
     */
    public static Timestamp check(byte[] token, byte[] signature, TrustedAuthorities trusted) {
        TimeStampToken stamp;
        X509CertificateHolder authority;
        try {
            stamp = new TimeStampToken(new CMSSignedData(token));
            byte[] stamped = stamp.getTimeStampInfo().getMessageImprintDigest();
            if (!Arrays.equals(stamped, Sha256.digest().digest(signature))) {
                throw new TSPException("it is on something else");
            }
            authority = authority(stamp);
            stamp.validate(new JcaSimpleSignerInfoVerifierBuilder().build(authority));
        } catch (IOException
                | CMSException
                | TSPException
                | OperatorCreationException
                | CertificateException
                | RuntimeException wrong) {
            throw new IllegalArgumentException("is not valid: " + wrong.getMessage(), wrong);
        }
        if (trusted.areGiven()) {
            trusted.check(stamp, authority);
        }
        return new Timestamp(
                stamp.getTimeStampInfo().getGenTime().toInstant(),
                authority.getSubject().toString(),
                name(authority.getSubject()));
    }

    private static String name(X500Name subject) {
        RDN[] commonNames = subject.getRDNs(BCStyle.CN);
        return commonNames.length == 0
                ? subject.toString()
                : IETFUtils.valueToString(commonNames[0].getFirst().getValue());
    }

    @SuppressWarnings("unchecked")
    private static X509CertificateHolder authority(TimeStampToken stamp) throws TSPException {
        Collection<X509CertificateHolder> signers = stamp.getCertificates().getMatches(stamp.getSID());
        return signers.stream()
                .findFirst()
                .orElseThrow(() -> new TSPException("the certificate of its authority is missing"));
    }
}
