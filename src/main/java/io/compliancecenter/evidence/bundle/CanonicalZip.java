package io.compliancecenter.evidence.bundle;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes ZIP files that are fully determined by the names and contents of the files in them: nothing is compressed, and every
 * file has the same time. So a ZIP file can be checked by writing it again.
 */
public final class CanonicalZip implements Closeable {

    /** A date that is valid in every time zone: ZIP starts with 1980-01-01, local time. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final ZipOutputStream zip;

    public CanonicalZip(OutputStream out) {
        this.zip = new ZipOutputStream(out);
    }

    /** @param name in ASCII */
    public void add(String name, byte[] bytes) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCompressedSize(bytes.length);
        entry.setCrc(checksum.getValue());
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
