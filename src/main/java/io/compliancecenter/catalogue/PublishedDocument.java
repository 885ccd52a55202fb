package io.compliancecenter.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * What was found out about a file when it was published.
 *
 * @param stored the document that is stored in the file's place, because its protection was removed; null if the file is
 *     stored as it was handed in
 */
public record PublishedDocument(
        int pages, CopyKind copyKind, @Nullable Stored stored) {

    /**
     * A document in the store.
     *
     * @param sha256 of its bytes, in lower-case hexadecimal
     * @param size in bytes
     */
    public record Stored(String sha256, int size) {}

    /** A file that is stored as it was handed in. */
    public PublishedDocument(int pages, CopyKind copyKind) {
        this(pages, copyKind, null);
    }
}
