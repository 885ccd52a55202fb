package io.compliancecenter.desk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.support.SqlBinaryValue;

/** Takes a PDF from a file to the database, and back, without holding all of it in memory. */
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
     * Stores a PDF.
     *
     * @param statement executes the statement that stores it, with the PDF as an argument
     */
    public static void store(Path file, Consumer<SqlBinaryValue> statement) {
        try (InputStream content = Files.newInputStream(file)) {
            statement.accept(new SqlBinaryValue(content, Files.size(file)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Writes a PDF to a file, in parts: the driver would hold all of it in memory, and more while it is sent as text.
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
