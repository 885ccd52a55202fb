package io.compliancecenter.embeddedpostgres.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PidFileTest {

    @Test
    void readsTheProcessIdAndThePort() {
        assertThat(PidFile.parse("""
                        4711
                        /srv/compliance/cluster
                        1763956800
                        54321

                        127.0.0.1
                           2492475         3
                        ready
                        """)).contains(new PidFile(4711, 54321));
    }

    @Test
    void readsTheNegativeProcessIdOfTheSingleUserMode() {
        assertThat(PidFile.parse("-4711\n")).contains(new PidFile(4711, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "-", "0", "12a", "47 11", "99999999999999999999"})
    void takesWhatIsNoProcessIdForNothing(String content) {
        assertThat(PidFile.parse(content)).isEmpty();
    }

    @Test
    void takesGarbageAndAMissingFileForNothing(@TempDir Path cluster) throws IOException {
        assertThat(PidFile.read(cluster)).isEmpty();

        Files.write(PidFile.in(cluster), new byte[] {(byte) 0xff, 0, (byte) 0x80});

        assertThat(PidFile.read(cluster)).isEmpty();
    }

    /** Fails if {@code process} no longer compares the command with the directory. */
    @Test
    void findsTheProcessOnlyIfItRunsAProgramOfTheDirectory() throws IOException {
        PidFile self = new PidFile(ProcessHandle.current().pid(), 0);
        Path ownProgram = Path.of(ProcessHandle.current().info().command().orElseThrow());

        assertThat(self.process(ownProgram.getParent())).contains(ProcessHandle.current());
        assertThat(self.process(ownProgram.resolveSibling("other"))).isEmpty();
    }
}
