package io.compliancecenter.evidence.checkpoint;

/** What was signed is gone, or has become another. Nothing more is signed until a person has looked. */
public final class RecordAlteredException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RecordAlteredException(String message) {
        super(message);
    }
}
