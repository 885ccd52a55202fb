package io.compliancecenter.evidence.checkpoint;

/** The directory of checkpoints belongs to another database. The message is a sentence without its full stop. */
final class ForeignDirectoryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ForeignDirectoryException(String message) {
        super(message);
    }
}
