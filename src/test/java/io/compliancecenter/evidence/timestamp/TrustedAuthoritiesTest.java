package io.compliancecenter.evidence.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.compliancecenter.evidence.checkpoint.CheckpointBodyTest;
import io.compliancecenter.evidence.checkpoint.Openssl;
import io.compliancecenter.evidence.checkpoint.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedAuthoritiesTest {

    private static final byte[] SIGNATURE =
            SigningKey.parse(SigningKey.generate()).sign(CheckpointBodyTest.BODY);
    private static final Instant TIME = StampingParty.anHourWhenValid();

    private static StampingParty root;
    private static StampingParty intermediate;
    private static StampingParty stamper;

    @TempDir
    Path directory;

    @BeforeAll
    static void issue() throws Exception {
        root = StampingParty.root("Root");
        intermediate = root.intermediate("Intermediate");
        stamper = intermediate.stamper("Stamper");
    }

    private TrustedAuthorities trusting(StampingParty party) throws IOException {
        return TrustedAuthorities.read(party.save(directory.resolve("trusted.pem")));
    }

    @Test
    void aStampCountsWhenItsCertificateChainsToTheTrustedOne() throws Exception {
        byte[] token = stamper.stamp(SIGNATURE, TIME);

        TrustedAuthorities.Timestamp timestamp = trusting(root).check(token, SIGNATURE);
        assertThat(timestamp).isEqualTo(new TrustedAuthorities.Timestamp(TIME, "O=Test,CN=Stamper", "Stamper"));
        assertThat(trusting(intermediate).check(token, SIGNATURE)).isEqualTo(timestamp);
        assertThat(trusting(stamper).check(token, SIGNATURE)).isEqualTo(timestamp);
    }

    @Test
    void severalCertificatesMayBeTrusted() throws Exception {
        Path both = directory.resolve("both.pem");
        Files.writeString(
                both,
                Files.readString(StampingParty.root("Other").save(directory.resolve("other.pem")))
                        + Files.readString(root.save(directory.resolve("root.pem"))));

        assertThat(TrustedAuthorities.read(both)
                        .check(stamper.stamp(SIGNATURE, TIME), SIGNATURE)
                        .authorityName())
                .isEqualTo("Stamper");
    }

    @Test
    void aCertificateThatIsCutOffIsNotIgnored() throws Exception {
        Path file = directory.resolve("cut-off.pem");
        String certificate = Files.readString(root.save(directory.resolve("root.pem")));
        for (String cutOff : new String[] {
            certificate + certificate.replaceFirst("-----END.*\\R?", ""),
            certificate.replaceFirst("-----END.*\\R?", "") + certificate
        }) {
            Files.writeString(file, cutOff);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TrustedAuthorities.read(file))
                    .withMessageContaining("cut-off.pem");
        }
    }

    @Test
    void aStampByAnAuthorityOfOnesOwnMakingDoesNotCount() throws Exception {
        // Of the same names, as whoever forges one would choose.
        StampingParty forger =
                StampingParty.root("Root").intermediate("Intermediate").stamper("Stamper");
        byte[] token = forger.stamp(SIGNATURE, TIME);

        assertThat(TrustedAuthorities.NONE.check(token, SIGNATURE).authority()).isEqualTo("O=Test,CN=Stamper");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trusting(root).check(token, SIGNATURE))
                .withMessageStartingWith("is by O=Test,CN=Stamper, which the given authority does not stand behind");
    }

    @Test
    void aStampFromAfterItsCertificateExpiredDoesNotCount() throws Exception {
        Instant late = StampingParty.BEGINNING.plus(StampingParty.VALIDITY).plus(Duration.ofHours(1));
        byte[] token = stamper.stamp(SIGNATURE, late);
        assertThatIllegalArgumentException().isThrownBy(() -> trusting(root).check(token, SIGNATURE));
        assertThatIllegalArgumentException().isThrownBy(() -> TrustedAuthorities.NONE.check(token, SIGNATURE));
    }

    @Test
    void aStampByACertificateForAnotherPurposeDoesNotCount() throws Exception {
        for (StampingParty wrong : new StampingParty[] {
            root.stamper("Server", KeyPurposeId.id_kp_serverAuth, true),
            root.stamper("Not critical", KeyPurposeId.id_kp_timeStamping, false),
            root.intermediate("Authority itself")
        }) {
            byte[] token = wrong.stamp(SIGNATURE, TIME);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> trusting(root).check(token, SIGNATURE))
                    .withMessageStartingWith("is not valid");
        }
    }

    @Test
    void aStampThatNamesAnotherCertificateDoesNotCount() throws Exception {
        byte[] token = stamper.stamp(SIGNATURE, TIME, intermediate.certificate());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trusting(root).check(token, SIGNATURE))
                .withMessageStartingWith("is not valid");
    }

    @Test
    void aStampOnSomethingElseDoesNotCount() throws Exception {
        byte[] token = stamper.stamp(new byte[64], TIME);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trusting(root).check(token, SIGNATURE))
                .withMessageStartingWith("is not valid: it is on something else");
    }

    @Test
    void aStamperMayNotIssueCertificates() throws Exception {
        StampingParty below = stamper.stamper("Below");
        byte[] token = below.stamp(SIGNATURE, TIME);
        assertThatIllegalArgumentException().isThrownBy(() -> trusting(root).check(token, SIGNATURE));
    }

    @Test
    void aFileWithoutCertificatesIsRefused() throws Exception {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");
        Path garbage = Files.writeString(directory.resolve("garbage.pem"), "-----BEGIN CERTIFICATE-----\nx\n");
        for (Path file : new Path[] {empty, garbage, directory.resolve("missing.pem")}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TrustedAuthorities.read(file))
                    .withMessageContaining(file.toString());
        }
    }

    @Test
    void whatOpensslStampsCountsByItsOwnCertificateOnly() throws Exception {
        Openssl.assumeInstalled();
        Files.write(directory.resolve("checkpoint.sig"), SIGNATURE);
        Files.writeString(directory.resolve("openssl.cnf"), """
                [tsa]
                default_tsa = tsa1
                [tsa1]
                dir = .
                serial = $dir/serial
                signer_cert = $dir/tsa.pem
                signer_key = $dir/tsa.key
                signer_digest = sha256
                default_policy = 1.2.3.4.1
                digests = sha256
                ess_cert_id_alg = sha256
                [req]
                distinguished_name = name
                x509_extensions = stamping
                [name]
                [stamping]
                extendedKeyUsage = critical,timeStamping
                """);
        for (String command : new String[] {
            "req -x509 -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.pem -days 2 -subj /CN=DigiCert -config openssl.cnf",
            "ts -query -data checkpoint.sig -sha256 -cert -out query.tsq",
            "ts -reply -queryfile query.tsq -config openssl.cnf -token_out -out checkpoint.tst"
        }) {
            Openssl.Result result = Openssl.run(directory, command.split(" "));
            assertThat(result.status()).as(result.output()).isZero();
        }
        byte[] token = Files.readAllBytes(directory.resolve("checkpoint.tst"));

        assertThat(TrustedAuthorities.read(directory.resolve("tsa.pem"))
                        .check(token, SIGNATURE)
                        .authority())
                .isEqualTo("CN=DigiCert");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trusting(root).check(token, SIGNATURE))
                .withMessageStartingWith("is by CN=DigiCert, which the given authority does not stand behind");
    }
}
