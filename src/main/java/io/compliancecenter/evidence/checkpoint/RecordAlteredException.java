package io.compliancecenter.evidence.checkpoint;

/** Something that was signed is missing or altered. Nothing more is signed until a person has investigated. */
public final class RecordAlteredException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RecordAlteredException(String message) {
        super(message);
    }
}
