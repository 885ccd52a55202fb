package io.compliancecenter.desk;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Copies a PDF from the database to a file, in parts. The driver would hold all of it in memory, and more while it is sent as text. */
public final class StoredPdf {

    private static final int PART_SIZE = 1 << 20;

    private StoredPdf() {}

    /** Reads a part of a PDF. */
    public interface Parts {

        /**
         * @param from the first byte, which counts from 1
         * @return as many bytes as there are; null if there is no PDF
         */
        byte @Nullable [] read(int from, int count);
    }

    /**
     * Writes a PDF to a file.
     *
     * @param stored read in one transaction that is {@code REPEATABLE READ}, so that all parts are of the same PDF
     * @throws DeskNotFoundException if there is none
     */
    public static void copy(Parts stored, Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] part;
            int from = 1;
            do {
                part = stored.read(from, PART_SIZE);
                if (part == null) {
                    throw new DeskNotFoundException();
                }
                out.write(part);
                from += part.length;
            } while (part.length == PART_SIZE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
