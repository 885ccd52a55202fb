package io.compliancecenter.download.delivery;

import java.io.Closeable;
import java.io.IOException;

/**
 * The copy that one member receives.
 *
 * @param file with its bytes
 * @param size in bytes
 * @param sha256 of its bytes, in lower-case hexadecimal
 * @param fileName under which the member saves it
 */
record Copy(SpooledFile file, long size, String sha256, String fileName) implements Closeable {

    @Override
    public void close() throws IOException {
        file.close();
    }
}
