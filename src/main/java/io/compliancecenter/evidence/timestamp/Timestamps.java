package io.compliancecenter.evidence.timestamp;

import io.compliancecenter.support.Sha256;
import java.io.IOException;
import java.math.BigInteger;
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
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * Time stamps (<a href="https://www.rfc-editor.org/rfc/rfc3161">RFC 3161</a>) on checkpoints. What is stamped is the
 * signature: it stands for the text and the key as well, so that a key that gets lost later cannot sign for an earlier day.
 */
public final class Timestamps {

    private Timestamps() {}

    /**
     * Checks a time stamp on a signature, and its authority if any is trusted: that the authority's certificate is for time
     * stamping alone, was valid at that time, and is the one that the stamp names (ESSCertID), is always checked; that it is
     * not just anybody's takes a trusted certificate.
     *
     * @param trusted who may have stamped it; if none are given, anybody may
     * @throws IllegalArgumentException if it does not hold; the message ends a sentence about it
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

    /** A request for a time stamp on the signature, which asks for the authority's certificate too. */
    static TimeStampRequest request(byte[] signature, BigInteger nonce) {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        return generator.generate(TSPAlgorithms.SHA256, Sha256.digest().digest(signature), nonce);
    }

    /**
     * The time stamp in an authority's answer.
     *
     * @throws IllegalArgumentException if it is not the answer to that request, not valid, or not by a trusted authority
     */
    static byte[] token(byte[] answer, TimeStampRequest request, byte[] signature, TrustedAuthorities trusted) {
        try {
            TimeStampResponse response = new TimeStampResponse(answer);
            response.validate(request);
            TimeStampToken stamp = response.getTimeStampToken();
            if (stamp == null) {
                throw new IllegalArgumentException("is refused: " + response.getStatusString());
            }
            byte[] token = stamp.getEncoded();
            check(token, signature, trusted);
            return token;
        } catch (IOException | TSPException malformed) {
            throw new IllegalArgumentException("is not valid: " + malformed.getMessage(), malformed);
        }
    }

    @SuppressWarnings("unchecked")
    private static X509CertificateHolder authority(TimeStampToken stamp) throws TSPException {
        Collection<X509CertificateHolder> signers = stamp.getCertificates().getMatches(stamp.getSID());
        return signers.stream()
                .findFirst()
                .orElseThrow(() -> new TSPException("the certificate of its authority is missing"));
    }
}
