package io.compliancecenter.support;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files that are there whole or not at all, whenever the program is killed or the machine loses power. */
public final class PrivateFiles {

    private static final String UNFINISHED = "unfinished-";

    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private PrivateFiles() {}

    /** Makes a directory that only this user can enter, if it is not there. */
    public static void createDirectory(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            Files.createDirectories(directory);
            PosixFileAttributeView posix = posix(directory);
            if (posix != null) {
                posix.setPermissions(PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    /** Writes a file that only this user can read, or replaces it. */
    public static void write(Path file, String text) throws IOException {
        Path unfinished = createUnfinished(file);
        try {
            writeToDisk(unfinished, text);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        forceDirectory(file.toAbsolutePath().getParent());
    }

    /**
     * Writes a file that only this user can read, unless there is one.
     *
     * @return whether it was written; false if there was one, another process may have made it at the same time
     */
    public static boolean create(Path file, String text) throws IOException {
        Path unfinished = createUnfinished(file);
        try {
            writeToDisk(unfinished, text);
            // Unlike a move, this never replaces a file.
            Files.createLink(file, unfinished);
        } catch (FileAlreadyExistsException another) {
            return false;
        } catch (UnsupportedOperationException noLinks) {
            Files.move(unfinished, file);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        forceDirectory(file.toAbsolutePath().getParent());
        return true;
    }

    /** Has mode 0600 from its first moment. */
    private static Path createUnfinished(Path file) throws IOException {
        return Files.createTempFile(file.toAbsolutePath().getParent(), UNFINISHED, "");
    }

    private static void writeToDisk(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.US_ASCII, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    }

    /** Removes what was left unfinished when the program was killed. */
    public static void deleteUnfinished(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            for (Path child : children.toList()) {
                if (String.valueOf(child.getFileName()).startsWith(UNFINISHED)) {
                    Files.deleteIfExists(child);
                }
            }
        }
    }

    /** Makes the names in a directory last, where the system can do that. */
    public static void forceDirectory(@Nullable Path directory) throws IOException {
        if (directory != null && posix(directory) != null) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Whether anybody but the file's owner, and the system's, may do anything with it. */
    public static boolean isOpenToOthers(Path file) throws IOException {
        PosixFileAttributeView posix = posix(file);
        return posix != null && posix.readAttributes().permissions().stream().anyMatch(OF_OTHERS::contains);
    }

    private static @Nullable PosixFileAttributeView posix(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class);
    }
}
