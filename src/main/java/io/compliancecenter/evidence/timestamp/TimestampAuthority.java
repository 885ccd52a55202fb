package io.compliancecenter.evidence.timestamp;

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
import org.bouncycastle.tsp.TimeStampRequest;

/** A time stamping authority, asked by HTTP (RFC 3161, section 3.4). */
public final class TimestampAuthority {

    /** A token with a long chain of certificates takes some ten thousand bytes. */
    private static final int MOST_BYTES = 256 * 1024;

    private final URI address;
    private final Duration patience;
    private final TrustedAuthorities trusted;
    private final HttpClient http;
    private final SecureRandom random = new SecureRandom();

    /**
     * Asks nobody yet.
     *
     * @param patience for connecting, and then for the whole answer
     * @param trusted whose stamps are taken; if none are given, anybody's that are valid
     */
    public TimestampAuthority(URI address, Duration patience, TrustedAuthorities trusted) {
        this.address = address;
        this.trusted = trusted;
        this.patience = patience;
        this.http = HttpClient.newBuilder().connectTimeout(patience).build();
    }

    /**
     * Asks for a time stamp on the signature.
     *
     * @return an RFC 3161 token, checked
     * @throws IOException if the authority does not answer in time, or not with a valid one
     */
    public byte[] stamp(byte[] signature) throws IOException, InterruptedException {
        TimeStampRequest request = Timestamps.request(signature, new BigInteger(64, random));
        HttpResponse<InputStream> response = http.send(
                HttpRequest.newBuilder(address)
                        .timeout(patience)
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
            if (answer.length > MOST_BYTES) {
                throw new IOException("answered with more than a time stamp");
            }
            return Timestamps.token(answer, request, signature, trusted);
        } catch (IllegalArgumentException wrong) {
            throw new IOException("answered with a time stamp that " + wrong.getMessage(), wrong);
        }
    }

    /** The client's own limit ends with the head of the answer; a body may trickle. */
    private byte[] readInTime(InputStream body) throws IOException {
        Executor later = CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> hurry = CompletableFuture.runAsync(() -> close(body), later);
        try {
            return body.readNBytes(MOST_BYTES + 1);
        } finally {
            hurry.cancel(false);
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException closed) {
            // Which is what was wanted.
        }
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
