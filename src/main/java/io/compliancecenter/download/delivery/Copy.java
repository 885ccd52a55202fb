package io.compliancecenter.download.delivery;

import java.io.Closeable;
import java.io.IOException;

/**
 * A document as one member receives it.
 *
 * @param file its bytes
 * @param size in bytes
 * @param sha256 of its bytes, in lower-case hexadecimal
 * @param fileName what the member's file is called
 */
record Copy(SpooledFile file, long size, String sha256, String fileName) implements Closeable {

    @Override
    public void close() throws IOException {
        file.close();
    }
}
