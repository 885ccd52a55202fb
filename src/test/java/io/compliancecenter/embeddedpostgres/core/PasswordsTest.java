package io.compliancecenter.embeddedpostgres.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

        assertThat(List.of(passwords.superuser(), passwords.owner(), passwords.application()))
                .doesNotHaveDuplicates()
                .doesNotContain(others.superuser(), others.owner(), others.application());
    }

    /** A prefix that were accepted would be a wrong password for good. */
    @Test
    void takesEveryProperPrefixOfTheFileForNothing() throws IOException {
        String whole = passwords.text().strip();

        for (int length = 0; length < whole.length(); length++) {
            Files.writeString(file(), whole.substring(0, length));
            assertThat(Passwords.read(file()))
                    .as("the first %d characters", length)
                    .isEmpty();
        }
    }

    @Test
    void takesAMissingFileAndGarbageForNothing() throws IOException {
        assertThat(Passwords.read(file())).isEmpty();

        Files.write(file(), new byte[] {(byte) 0xff, 0, (byte) 0x80});

        assertThat(Passwords.read(file())).isEmpty();
    }

    @Test
    void staySilentInLogs() {
        assertThat(passwords).asString().doesNotContain(passwords.superuser(), passwords.owner());
    }

    private Path file() {
        return directory.resolve("pgpass");
    }
}
