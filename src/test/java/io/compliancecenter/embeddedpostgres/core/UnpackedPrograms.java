package io.compliancecenter.embeddedpostgres.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/** PostgreSQL's programs, unpacked once for all tests, because unpacking takes longer than everything else in a start. */
public final class UnpackedPrograms {

    private static final Path SHARED = Path.of("target", "test-postgresql-programs");

    private UnpackedPrograms() {}

    /** Leaves the programs in the directory of an embedded database, as an earlier start would have done. */
    public static void linkInto(Path root) {
        try {
            DataDirectory directory = DataDirectory.create(root.toAbsolutePath());
            Path unpacked = unpack();
            Path own = directory.binaries().resolve(unpacked.getFileName());
            if (Files.exists(own)) {
                return;
            }
            Path unfinished = directory.createUnfinished();
            try (Stream<Path> paths = Files.walk(unpacked).skip(1)) {
                for (Path path : (Iterable<Path>) paths::iterator) {
                    link(path, unfinished.resolve(unpacked.relativize(path)));
                }
            }
            Files.createDirectories(directory.binaries());
            Files.move(unfinished, own, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized Path unpack() throws IOException {
        DataDirectory shared = DataDirectory.create(SHARED.toAbsolutePath());
        try (FileChannel file = FileChannel.open(shared.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // The JVMs that run tests side by side share the directory. Closing the file releases the lock.
            file.lock();
            shared.deleteUnfinished();
            return new Binaries(shared).unpack();
        }
    }

    private static void link(Path path, Path copy) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(copy);
            return;
        }
        if (!Files.isSymbolicLink(path)) {
            try {
                Files.createLink(copy, path);
                return;
            } catch (UnsupportedOperationException | FileSystemException onAnotherFileSystem) {
                // Copied then
            }
        }
        Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    }
}
