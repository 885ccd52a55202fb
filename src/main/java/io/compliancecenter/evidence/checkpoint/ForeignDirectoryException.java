package io.compliancecenter.evidence.checkpoint;

/** The directory for checkpoints holds those of another database. The message is a sentence without its end. */
final class ForeignDirectoryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ForeignDirectoryException(String message) {
        super(message);
    }
}
