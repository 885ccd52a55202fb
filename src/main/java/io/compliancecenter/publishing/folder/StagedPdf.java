package io.compliancecenter.publishing.folder;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A PDF of the folder.
 *
 * @param sha256 of its bytes, in lower-case hexadecimal
 * @param size in bytes
 * @param copy its bytes, which nobody else can change; null if they were published before
 */
record StagedPdf(String sha256, int size, @Nullable Path copy) {}
