package io.compliancecenter.embeddedpostgres.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordsTest {

    private final Passwords passwords = Passwords.generate();

    @TempDir
    Path directory;

    @Test
    void readsWhatItWrote() throws IOException {
        assertThat(Passwords.read(Files.writeString(file(), passwords.text()))).contains(passwords);
    }

    @Test
    void differEachFromTheOthersAndEachTime() {
        Passwords others = Passwords.generate();

        assertThat(passwords.byRole().values())
                .hasSize(5)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(others.byRole().values());
    }

    /** Part of a password that was accepted would be a wrong one for good. */
    @Test
    void readsNoPartOfAPasswordFromAFileThatIsCutOff() throws IOException {
        String whole = passwords.text().strip();
        int first = whole.indexOf('\n');

        for (int length = 0; length < whole.length(); length++) {
            int cut = length;
            Files.writeString(file(), whole.substring(0, length));
            Optional<Passwords> read = Passwords.read(file());
            assertThat(read).as("the first %d characters", length).matches(found -> found.isPresent() == cut >= first);
            read.ifPresent(found -> assertThat(passwords.byRole()).containsAllEntriesOf(found.byRole()));
        }
    }

    /** As after an upgrade. */
    @Test
    void completesWhatAnEarlierReleaseWrote() throws IOException {
        String earlier = passwords.text().lines().limit(3).collect(Collectors.joining("\n"));
        Passwords read = Passwords.read(Files.writeString(file(), earlier)).orElseThrow();

        assertThat(read.byRole()).hasSize(3);
        assertThat(read.complete().byRole()).hasSize(5).containsAllEntriesOf(read.byRole());
    }

    @Test
    void takesAMissingFileAndGarbageForNothing() throws IOException {
        assertThat(Passwords.read(file())).isEmpty();

        Files.write(file(), new byte[] {(byte) 0xff, 0, (byte) 0x80});

        assertThat(Passwords.read(file())).isEmpty();
    }

    @Test
    void staySilentInLogs() {
        assertThat(passwords).asString().doesNotContain(passwords.of(Roles.SUPERUSER), passwords.of(Roles.OWNER));
    }

    private Path file() {
        return directory.resolve("pgpass");
    }
}
