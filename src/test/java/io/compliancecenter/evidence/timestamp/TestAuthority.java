package io.compliancecenter.evidence.timestamp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.compliancecenter.testing.RsaKeys;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.bouncycastle.util.CollectionStore;

/** A timestamp authority of the test's own, which can be as bad as one wants. */
public final class TestAuthority implements AutoCloseable {

    /** What it does when it is asked. */
    public enum Manner {
        GOOD,
        OTHER_IMPRINT,
        OTHER_NONCE,
        NO_TIMESTAMPING_CERTIFICATE,
        OTHER_KEY_THAN_CERTIFICATE,
        REFUSING,
        GARBAGE,
        ERROR,
        ENDLESS,
        SLOW,
        TRICKLING
    }

    // One pair for all, because they take long to make.
    private static final KeyPair KEY = RsaKeys.next();
    private static final KeyPair OTHER_KEY = RsaKeys.next();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final X509CertificateHolder certificate;
    private final X509CertificateHolder otherPurpose;

    private final CountDownLatch closing = new CountDownLatch(1);

    public volatile Manner manner = Manner.GOOD;

    public TestAuthority() throws Exception {
        certificate = certificate(KeyPurposeId.id_kp_timeStamping);
        otherPurpose = certificate(KeyPurposeId.id_kp_serverAuth);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    String certificatePem() throws IOException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private X509CertificateHolder certificate(KeyPurposeId purpose) throws Exception {
        X500Name name = new X500Name("CN=Test Time Stamping Authority");
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        Date.from(now.minus(Duration.ofDays(1))),
                        Date.from(now.plus(Duration.ofDays(1))),
                        name,
                        KEY.getPublic())
                .addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose))
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(KEY.getPrivate()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] asked = exchange.getRequestBody().readAllBytes();
            switch (manner) {
                case GARBAGE -> send(exchange, 200, "<html>Welcome!</html>".getBytes(StandardCharsets.UTF_8));
                case ERROR -> send(exchange, 500, new byte[0]);
                // Until it is closed, which is longer than anybody waits.
                case SLOW -> closing.await();
                case ENDLESS, TRICKLING -> sendWithoutEnd(exchange);
                default -> send(exchange, 200, stamp(asked));
            }
        } catch (IOException gone) {
            // It did not want to wait.
        } catch (Exception wrong) {
            throw new IOException(wrong);
        }
    }

    private void sendWithoutEnd(HttpExchange exchange) throws Exception {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            while (true) {
                body.write(new byte[manner == Manner.ENDLESS ? 100_000 : 1]);
                body.flush();
                // A trickle has a pace: it is what the client has to stand, and nothing waits for it.
                if (manner == Manner.TRICKLING && closing.await(20, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] answer) throws IOException {
        exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
    }

    private byte[] stamp(byte[] asked) throws Exception {
        TimeStampRequest request = new TimeStampRequest(asked);
        if (manner == Manner.OTHER_IMPRINT || manner == Manner.OTHER_NONCE) {
            TimeStampRequestGenerator other = new TimeStampRequestGenerator();
            other.setCertReq(true);
            request = manner == Manner.OTHER_IMPRINT
                    ? other.generate(TSPAlgorithms.SHA256, new byte[32], request.getNonce())
                    : other.generate(TSPAlgorithms.SHA256, request.getMessageImprintDigest(), BigInteger.TEN);
        }
        X509CertificateHolder shown = manner == Manner.NO_TIMESTAMPING_CERTIFICATE ? otherPurpose : certificate;
        ContentSigner signer = new JcaContentSignerBuilder("SHA256withRSA")
                .build((manner == Manner.OTHER_KEY_THAN_CERTIFICATE ? OTHER_KEY : KEY).getPrivate());
        // The generator refuses a certificate of another purpose, so that is what comes later.
        TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(
                new SignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                        .build(signer, certificate),
                new JcaDigestCalculatorProviderBuilder().build().get(new AlgorithmIdentifier(TSPAlgorithms.SHA256)),
                new ASN1ObjectIdentifier("1.2.3.4.1"));
        tokens.addCertificates(new CollectionStore<>(List.of(shown)));
        TimeStampResponseGenerator responses = new TimeStampResponseGenerator(
                tokens, manner == Manner.REFUSING ? Set.of(TSPAlgorithms.SHA512) : TSPAlgorithms.ALLOWED);
        return responses
                .generate(request, BigInteger.valueOf(42), Date.from(Instant.now()))
                .getEncoded();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
