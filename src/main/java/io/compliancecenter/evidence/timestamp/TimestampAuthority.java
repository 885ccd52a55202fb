package io.compliancecenter.evidence.timestamp;

import io.compliancecenter.support.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;

/** A time stamping authority that is reached by HTTP (RFC 3161, section 3.4). */
public final class TimestampAuthority {

    /** A token with a long chain of certificates takes some ten thousand bytes. */
    private static final int MAX_BYTES = 256 * 1024;

    private final URI address;
    private final Duration timeout;
    private final TrustedAuthorities trusted;
    private final HttpClient http;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param timeout for connecting, and then for the whole answer
     * @param trusted whose stamps are accepted; if none are given, anybody's are
     */
    public TimestampAuthority(URI address, Duration timeout, TrustedAuthorities trusted) {
        this.address = address;
        this.trusted = trusted;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
    }

    /**
     * Asks for a time stamp on the signature.
     *
     * @return an RFC 3161 token, checked
     * @throws IOException if the authority does not answer in time with a valid one
     */
    public byte[] stamp(byte[] signature) throws IOException, InterruptedException {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        TimeStampRequest request =
                generator.generate(TSPAlgorithms.SHA256, Sha256.digest().digest(signature), new BigInteger(64, random));
        HttpResponse<InputStream> response = http.send(
                HttpRequest.newBuilder(address)
                        .timeout(timeout)
                        .header("Content-Type", "application/timestamp-query")
                        .header("Accept", "application/timestamp-reply")
                        .POST(BodyPublishers.ofByteArray(request.getEncoded()))
                        .build(),
                BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException("answered with status " + response.statusCode());
            }
            byte[] answer = readInTime(body);
            if (answer.length > MAX_BYTES) {
                throw new IOException("answered with more than a time stamp");
            }
            TimeStampResponse stamped = new TimeStampResponse(answer);
            stamped.validate(request);
            if (stamped.getTimeStampToken() == null) {
                throw new IOException("refused: " + stamped.getStatusString());
            }
            byte[] token = stamped.getTimeStampToken().getEncoded();
            Timestamps.check(token, signature, trusted);
            return token;
        } catch (TSPException invalid) {
            throw new IOException("answered with a time stamp that is not valid: " + invalid.getMessage(), invalid);
        } catch (IllegalArgumentException invalid) {
            throw new IOException("answered with a time stamp that " + invalid.getMessage(), invalid);
        }
    }

    /** The client's own timeout ends with the headers; a body may trickle. */
    private byte[] readInTime(InputStream body) throws IOException {
        Executor later = CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> close(body), later);
        try {
            return body.readNBytes(MAX_BYTES + 1);
        } finally {
            closing.cancel(false);
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException closed) {
            // Reading it fails, as it should.
        }
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
