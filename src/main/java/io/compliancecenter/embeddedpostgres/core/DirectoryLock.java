package io.compliancecenter.embeddedpostgres.core;

import io.compliancecenter.support.StartupFailureException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lets one application at a time use the directory. The operating system releases it when the process ends. */
final class DirectoryLock implements AutoCloseable {

    /** In POSIX, closing any channel to a file releases all locks that the process has on it, so it is opened once. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    /** Far behind the content, because on Windows nobody can read what is locked. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final String OWN_PID = Long.toString(ProcessHandle.current().pid());

    private final Path file;
    private final FileChannel channel;

    private DirectoryLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static DirectoryLock acquire(DataDirectory directory) throws IOException {
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
            return new DirectoryLock(file, channel);
        } finally {
            if (!acquired) {
                HELD_HERE.remove(file);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    /** Whether an application holds it, in this process or another. */
    static boolean isHeld(DataDirectory directory) throws IOException {
        try (DirectoryLock free = acquire(directory)) {
            return false;
        } catch (StartupFailureException held) {
            return true;
        }
    }

    private static StartupFailureException inUse(DataDirectory directory, String pid) {
        return new StartupFailureException(
                "Another Compliance Center (process %s) is running with the embedded database in %s."
                        .formatted(pid, directory.root()),
                "Stop it first, or give this one a directory of its own with"
                        + " compliance-center.embedded-database.directory.");
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD_HERE.remove(file);
    }
}
