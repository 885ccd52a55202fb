package io.compliancecenter.catalogue.published;

import org.jspecify.annotations.Nullable;

/**
 * What was found out about a file when it was published.
 *
 * @param stored the document that is stored in the file's place, because its protection was removed; null if the file is
 *     stored as it was handed in
 */
public record PublishedDocument(
        int pages, CopyKind copyKind, @Nullable Stored stored) {

    /** What is done to a certificate on its way out, decided once, when it is published. */
    public enum CopyKind {
        /** Every page of a copy names who it was given to. */
        STAMPED,
        /** The document is digitally signed, a stamp would break the signature, and so it leaves byte for byte. */
        UNTOUCHED
    }

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
