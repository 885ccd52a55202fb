package io.compliancecenter.evidence.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.support.PrivateFiles;
import io.compliancecenter.support.StartupFailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

class SigningKeyTest {

    @TempDir
    Path directory;

    @Test
    void aKeyIsMadeOnceAndStays() throws Exception {
        EvidenceDirectory evidence = embedded();

        SigningKey made = evidence.open(true);
        SigningKey read = evidence.open(true);

        assertThat(read.sha256()).isEqualTo(made.sha256());
        assertThat(Files.readString(evidence.path().resolve("public-key.pem")))
                .isEqualTo(PublicKeys.pem(made.publicKey()));
        assertThat(names(evidence.path())).containsExactlyInAnyOrder("public-key.pem", "signing-key.pem");
    }

    // PrivateFiles.write: createTempFile, which gives mode 0600
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nobodyElseCanReadAKeyThatWasMade() throws Exception {
        EvidenceDirectory evidence = embedded();
        evidence.open(true);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(evidence.key())))
                .isEqualTo("rw-------");
    }

    // EvidenceDirectory.open: deleteUnfinished
    @Test
    void aKillWhileAKeyWasMadeLeavesNothingInTheWay() throws Exception {
        EvidenceDirectory evidence = embedded();
        Files.createDirectories(evidence.path());
        Files.writeString(evidence.path().resolve("unfinished-123"), "-----BEGIN PRIV");

        evidence.open(true);

        assertThat(names(evidence.path())).containsExactlyInAnyOrder("public-key.pem", "signing-key.pem");
    }

    @Test
    void thePublicKeyOfBeforeStaysBesideTheNew() throws Exception {
        EvidenceDirectory evidence = embedded();
        String before = PublicKeys.pem(evidence.open(true).publicKey());
        Files.delete(evidence.key());

        String after = PublicKeys.pem(evidence.open(true).publicKey());

        assertThat(after).isNotEqualTo(before);
        assertThat(EvidenceDirectory.publicKeys(evidence.path())).containsExactlyInAnyOrder(before, after);
    }

    // SigningKey.read: isOpenToOthers
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aKeyThatOthersCanReadIsRefused() throws Exception {
        Path key = directory.resolve("key.pem");
        for (String mode : new String[] {"rw-r-----", "rw----r--", "rw--w----"}) {
            Files.writeString(key, SigningKey.generate());
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(mode));
            assertRefused(key, "is open to other users");
        }
    }

    @Test
    void whatIsNoEd25519KeyIsRefused() throws Exception {
        assertRefused(directory.resolve("missing.pem"), "There is no signing key");
        assertRefused(directory, "cannot be read");
        assertRefused(privately(""), "is not an Ed25519 private key");
        assertRefused(privately("é"), "is not an Ed25519 private key");
        assertRefused(privately(SigningKey.generate().replace("MC4", "MD4")), "is not an Ed25519 private key");
        assertRefused(
                privately(PublicKeys.pem(SigningKey.parse(SigningKey.generate()).publicKey())),
                "is not an Ed25519 private key");
        Openssl.assumeInstalled();
        for (String[] kind : new String[][] {
            {"-algorithm", "ed448"},
            {"-algorithm", "x25519"},
            {"-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"}
        }) {
            assertRefused(openssl(kind), "is not an Ed25519 private key");
        }
    }

    @Test
    void opensslMakesKeysAndChecksSignatures() throws Exception {
        Openssl.assumeInstalled();
        SigningKey key = SigningKey.read(openssl("-algorithm", "ed25519"));
        Path checkpoint = Files.writeString(directory.resolve("checkpoint.txt"), CheckpointBodyTest.BODY.text());
        Files.write(directory.resolve("checkpoint.sig"), key.sign(CheckpointBodyTest.BODY));
        Files.writeString(directory.resolve("public-key.pem"), PublicKeys.pem(key.publicKey()));

        assertThat(opensslVerifies()).isTrue();
        Files.writeString(checkpoint, CheckpointBodyTest.BODY.text().replace("number: 7", "number: 8"));
        assertThat(opensslVerifies()).isFalse();
        assertThat(Openssl.run(directory, "pkey", "-in", "key.pem", "-pubout").output())
                .isEqualTo(PublicKeys.pem(key.publicKey()));
    }

    @Test
    void withAnExternalDatabaseADirectoryIsNeeded() throws Exception {
        MockEnvironment settings = new MockEnvironment().withProperty("spring.datasource.url", "jdbc:postgresql:x");
        assertThat(EvidenceDirectory.of(settings)).isEmpty();
        settings.setProperty("compliance-center.evidence.signing-key", "");
        settings.setProperty("compliance-center.evidence.directory", directory.toString());
        assertThat(EvidenceDirectory.of(settings))
                .hasValue(new EvidenceDirectory(directory, directory.resolve("signing-key.pem"), true));
        settings.setProperty("compliance-center.evidence.signing-key", "key.pem");
        assertThat(EvidenceDirectory.of(settings))
                .hasValue(new EvidenceDirectory(directory, Path.of("key.pem"), false));
        settings.setProperty("compliance-center.evidence.directory", " ");
        assertThatThrownBy(() -> EvidenceDirectory.of(settings))
                .isInstanceOf(StartupFailureException.class)
                .hasMessageContaining("no directory");
    }

    @Test
    void signingCanBeLeftToAnotherInstance() throws Exception {
        assertThat(EvidenceDirectory.of(
                        settings("postgresql").withProperty("compliance-center.evidence.signing", "off")))
                .isEmpty();
        assertThat(EvidenceDirectory.of(settings("postgresql").withProperty("compliance-center.evidence.signing", "")))
                .isPresent();
    }

    // EvidenceDirectory: besideEmbedded
    @Test
    void databasesSideBySideHaveADirectoryEach() throws Exception {
        assertThat(pathBeside("a")).isEqualTo(directory.resolve("a-evidence"));
        assertThat(pathBeside("b")).isEqualTo(directory.resolve("b-evidence"));
        assertThat(pathBeside("postgresql")).isEqualTo(directory.resolve("evidence"));
    }

    private Path pathBeside(String database) {
        return EvidenceDirectory.of(settings(database)).orElseThrow().path();
    }

    private MockEnvironment settings(String database) {
        return new MockEnvironment()
                .withProperty(
                        "compliance-center.embedded-database.directory",
                        directory.resolve(database).toString());
    }

    // EvidenceDirectory.open: "mayGenerate"
    @Test
    void noNewKeyIsMadeForARecordThatIsSignedAlready() throws Exception {
        EvidenceDirectory evidence = embedded();
        assertThatThrownBy(() -> evidence.open(false))
                .isInstanceOf(StartupFailureException.class)
                .hasMessageContaining("The signing key " + evidence.key() + " does not exist");
        assertThat(names(evidence.path())).isEmpty();

        String key = evidence.open(true).sha256();
        assertThat(evidence.open(false).sha256()).isEqualTo(key);
    }

    // PrivateFiles.create: createLink
    @Test
    void whoeverIsSecondToMakeAKeyTakesTheFirstOnes() throws Exception {
        Path key = directory.resolve("key.pem");
        assertThat(PrivateFiles.create(key, "first")).isTrue();
        assertThat(PrivateFiles.create(key, "second")).isFalse();
        assertThat(Files.readString(key)).isEqualTo("first");
        assertThat(names(directory)).containsExactly("key.pem");
    }

    private EvidenceDirectory embedded() {
        return EvidenceDirectory.of(settings("postgresql")).orElseThrow();
    }

    private boolean opensslVerifies() throws Exception {
        return Openssl.run(
                                directory,
                                "pkeyutl",
                                "-verify",
                                "-pubin",
                                "-inkey",
                                "public-key.pem",
                                "-rawin",
                                "-in",
                                "checkpoint.txt",
                                "-sigfile",
                                "checkpoint.sig")
                        .status()
                == 0;
    }

    private Path openssl(String... kind) throws Exception {
        Path key = directory.resolve("key.pem");
        String[] arguments = Stream.concat(Stream.of("genpkey", "-out", "key.pem"), Stream.of(kind))
                .toArray(String[]::new);
        assertThat(Openssl.run(directory, arguments).status()).isZero();
        return key;
    }

    private Path privately(String text) throws IOException {
        Path key = directory.resolve("key.pem");
        PrivateFiles.write(key, "");
        return Files.writeString(key, text);
    }

    private static void assertRefused(Path key, String why) {
        assertThatExceptionOfType(StartupFailureException.class)
                .isThrownBy(() -> SigningKey.read(key))
                .withMessageContaining(why);
    }

    private static Stream<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
