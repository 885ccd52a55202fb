package io.compliancecenter.support;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** A temporary directory that other users of the machine cannot look into, and that goes with everything in it. */
public final class PrivateDirectory implements Closeable {

    private final Path path;

    private PrivateDirectory(Path path) {
        this.path = path;
    }

    /** @param purpose part of its name, for the operator who finds it after a crash */
    public static PrivateDirectory create(String purpose) throws IOException {
        // Where the file system knows permissions, the JDK gives them to the owner alone.
        return new PrivateDirectory(Files.createTempDirectory("compliance-center-" + purpose + "-"));
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        FileSystemUtils.deleteRecursively(path);
    }
}
