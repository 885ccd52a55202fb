package io.compliancecenter.evidence.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.compliancecenter.evidence.checkpoint.CheckpointBodyTest;
import io.compliancecenter.evidence.checkpoint.Openssl;
import io.compliancecenter.evidence.checkpoint.SigningKey;
import io.compliancecenter.evidence.timestamp.TestAuthority.Manner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

// In a thread of its own: what waits for a socket cannot be interrupted.
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class TimestampAuthorityTest {

    private static final byte[] SIGNATURE =
            SigningKey.parse(SigningKey.generate()).sign(CheckpointBodyTest.BODY);

    static TestAuthority authority;

    @BeforeAll
    static void start() throws Exception {
        authority = new TestAuthority();
    }

    @AfterAll
    static void stop() {
        authority.close();
    }

    @Test
    void stampsTheSignature() throws Exception {
        authority.manner = Manner.GOOD;
        byte[] token = client(Duration.ofSeconds(10)).stamp(SIGNATURE);

        assertThat(TrustedAuthorities.NONE.check(token, SIGNATURE).authority())
                .isEqualTo("CN=Test Time Stamping Authority");
        assertThatIllegalArgumentException().isThrownBy(() -> TrustedAuthorities.NONE.check(token, new byte[64]));
    }

    @Test
    void opensslAcceptsTheStamp(@TempDir Path directory) throws Exception {
        Openssl.assumeInstalled();
        authority.manner = Manner.GOOD;
        Files.write(directory.resolve("checkpoint.sig"), SIGNATURE);
        Files.write(
                directory.resolve("checkpoint.tst"),
                client(Duration.ofSeconds(10)).stamp(SIGNATURE));
        Files.writeString(directory.resolve("authority.pem"), authority.certificatePem());

        Openssl.Result result = Openssl.run(
                directory,
                "ts",
                "-verify",
                "-data",
                "checkpoint.sig",
                "-in",
                "checkpoint.tst",
                "-token_in",
                "-CAfile",
                "authority.pem");
        assertThat(result.output()).contains("Verification: OK");
        assertThat(result.status()).isZero();
    }

    // TrustedAuthorities.check: "validate" and the comparison; TimestampAuthority: MAX_BYTES, setReadTimeout
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "GOOD")
    void whatIsWrongOrTooLateIsRefused(Manner manner) {
        authority.manner = manner;
        TimestampAuthority client = client(
                manner == Manner.SLOW || manner == Manner.TRICKLING ? Duration.ofMillis(500) : Duration.ofSeconds(10));
        var refusal = assertThatExceptionOfType(IOException.class).isThrownBy(() -> client.stamp(SIGNATURE));
        if (manner == Manner.ENDLESS) {
            // Long before its patience ends, and memory.
            refusal.withMessage("answered with more than a timestamp");
        }
    }

    @Test
    void aStampByAnotherAuthorityThanTheConfiguredOneIsRefused(@TempDir Path directory) throws Exception {
        authority.manner = Manner.GOOD;
        Path own = Files.writeString(directory.resolve("own.pem"), authority.certificatePem());
        Path other = StampingParty.root("Other").save(directory.resolve("other.pem"));

        assertThat(trusting(own).stamp(SIGNATURE)).isNotEmpty();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> trusting(other).stamp(SIGNATURE))
                .withMessageContaining("which the given authority does not stand behind");
    }

    private static TimestampAuthority trusting(Path certificates) {
        return new TimestampAuthority(
                authority.address(), Duration.ofSeconds(10), TrustedAuthorities.read(certificates));
    }

    @Test
    void anAuthorityThatIsAwayIsTold() {
        TimestampAuthority nobody = new TimestampAuthority(
                URI.create("http://localhost:1/"), Duration.ofSeconds(10), TrustedAuthorities.NONE);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> nobody.stamp(SIGNATURE));
    }

    private static TimestampAuthority client(Duration patience) {
        return new TimestampAuthority(authority.address(), patience, TrustedAuthorities.NONE);
    }
}
