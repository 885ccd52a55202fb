package io.compliancecenter.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Held by the one running application that may use the directory; the operating system ends it with the process. */
final class EmbeddedPostgresLock implements AutoCloseable {

    /** In POSIX, closing any channel to a file drops all of the process's locks on it: so open it once. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    /** Far behind the content, since Windows lets nobody read what is locked. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final String OWN_PID = Long.toString(ProcessHandle.current().pid());

    private final Path file;
    private final FileChannel channel;

    private EmbeddedPostgresLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static EmbeddedPostgresLock acquire(EmbeddedPostgresDirectory directory) throws IOException {
        Path file = directory.lock();
        if (!HELD_HERE.add(file)) {
            throw inUse(directory, OWN_PID);
        }
        FileChannel channel = null;
        boolean acquired = false;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            acquired = channel.tryLock(LOCKED_BYTE, 1, false) != null;
            if (!acquired) {
                throw inUse(directory, Files.readString(file));
            }
            channel.truncate(0);
            channel.write(StandardCharsets.US_ASCII.encode(OWN_PID));
            return new EmbeddedPostgresLock(file, channel);
        } finally {
            if (!acquired) {
                HELD_HERE.remove(file);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    /** Whether an application holds it now, in this process or another. */
    static boolean isHeld(EmbeddedPostgresDirectory directory) throws IOException {
        try (EmbeddedPostgresLock free = acquire(directory)) {
            return false;
        } catch (EmbeddedPostgresException held) {
            return true;
        }
    }

    private static EmbeddedPostgresException inUse(EmbeddedPostgresDirectory directory, String pid) {
        return new EmbeddedPostgresException(
                "Another Compliance Center (process %s) is running with the embedded database in %s."
                        .formatted(pid, directory.root()),
                "Stop it first, or give this one a directory of its own with"
                        + " compliance-center.embedded-database.directory.",
                null);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD_HERE.remove(file);
    }
}
