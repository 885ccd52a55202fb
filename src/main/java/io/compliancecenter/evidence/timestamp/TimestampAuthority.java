package io.compliancecenter.evidence.timestamp;

import io.compliancecenter.support.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/** A timestamp authority that is reached by HTTP (RFC 3161, section 3.4). */
public final class TimestampAuthority {

    /** A token with a long chain of certificates takes some ten thousand bytes. */
    private static final int MAX_BYTES = 256 * 1024;

    private final URI address;
    private final TrustedAuthorities trusted;
    private final JdkClientHttpRequestFactory http = new JdkClientHttpRequestFactory();
    private final SecureRandom random = new SecureRandom();

    /**
     * @param timeout for the whole answer
     * @param trusted whose stamps are accepted; if none are given, anybody's are
     */
    public TimestampAuthority(URI address, Duration timeout, TrustedAuthorities trusted) {
        this.address = address;
        this.trusted = trusted;
        http.setReadTimeout(timeout);
    }

    /**
     * Asks for a timestamp on the signature.
     *
     * @return an RFC 3161 token, checked
     * @throws IOException if the authority does not answer in time with a valid one
     */
    public byte[] stamp(byte[] signature) throws IOException {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        try {
            TimeStampRequest request = generator.generate(
                    TSPAlgorithms.SHA256, Sha256.digest().digest(signature), new BigInteger(64, random));
            TimeStampResponse stamped = new TimeStampResponse(send(request.getEncoded()));
            stamped.validate(request);
            if (stamped.getTimeStampToken() == null) {
                throw new IOException("refused: " + stamped.getStatusString());
            }
            byte[] token = stamped.getTimeStampToken().getEncoded();
            trusted.check(token, signature);
            return token;
        } catch (TSPException invalid) {
            throw new IOException("answered with a timestamp that is not valid: " + invalid.getMessage(), invalid);
        } catch (IllegalArgumentException invalid) {
            throw new IOException("answered with a timestamp that " + invalid.getMessage(), invalid);
        } catch (HttpTimeoutException late) {
            throw new IOException("did not answer in time", late);
        }
    }

    private byte[] send(byte[] query) throws IOException {
        ClientHttpRequest request = http.createRequest(address, HttpMethod.POST);
        request.getHeaders().set("Content-Type", "application/timestamp-query");
        request.getHeaders().set("Accept", "application/timestamp-reply");
        request.getBody().write(query);
        ClientHttpResponse response = request.execute();
        // Closing the response instead would first read the body to its end.
        try (InputStream body = response.getBody()) {
            if (!response.getStatusCode().isSameCodeAs(HttpStatus.OK)) {
                throw new IOException(
                        "answered with status " + response.getStatusCode().value());
            }
            byte[] answer = body.readNBytes(MAX_BYTES + 1);
            if (answer.length > MAX_BYTES) {
                throw new IOException("answered with more than a timestamp");
            }
            return answer;
        }
    }
}
