package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.download.Sha256;
import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.Collection;
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
     * Checks a time stamp on a signature. Whether its authority is to be trusted is not told by this: that takes the
     * authority's certificate by another way.
     *
     * @return who stamped it and when, for people
     * @throws IllegalArgumentException if it is not one; the message ends a sentence about it
     */
    public static String check(byte[] token, byte[] signature) {
        try {
            TimeStampToken stamp = new TimeStampToken(new CMSSignedData(token));
            byte[] stamped = stamp.getTimeStampInfo().getMessageImprintDigest();
            if (!Arrays.equals(stamped, Sha256.digest().digest(signature))) {
                throw new TSPException("it is on something else");
            }
            X509CertificateHolder authority = authority(stamp);
            stamp.validate(new JcaSimpleSignerInfoVerifierBuilder().build(authority));
            return stamp.getTimeStampInfo().getGenTime().toInstant() + " by " + authority.getSubject();
        } catch (IOException
                | CMSException
                | TSPException
                | OperatorCreationException
                | CertificateException
                | RuntimeException wrong) {
            throw new IllegalArgumentException("is not valid: " + wrong.getMessage(), wrong);
        }
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
     * @throws IllegalArgumentException if it is not the answer to that request, or no valid one
     */
    static byte[] token(byte[] answer, TimeStampRequest request, byte[] signature) {
        try {
            TimeStampResponse response = new TimeStampResponse(answer);
            response.validate(request);
            TimeStampToken stamp = response.getTimeStampToken();
            if (stamp == null) {
                throw new IllegalArgumentException("is refused: " + response.getStatusString());
            }
            byte[] token = stamp.getEncoded();
            check(token, signature);
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
