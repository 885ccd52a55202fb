package io.compliancecenter.catalogue;

/** The status that holds on a given day: the stated one, or what the dates of the certificates say instead. */
public enum EffectiveStatus {
    /** As stated: {@link Status#COMPLIANT}. */
    COMPLIANT,
    /** As stated: {@link Status#CERTIFIED}. */
    CERTIFIED,
    /** As stated: {@link Status#IN_PROGRESS}. */
    IN_PROGRESS,
    /** As stated: {@link Status#NOT_APPLICABLE}. */
    NOT_APPLICABLE,
    /** Stated as attested, but every certificate for it has expired. */
    EXPIRED,
    /** Stated as attested, but the validity of its certificates has not begun. */
    NOT_YET_VALID;

    static EffectiveStatus of(Status stated) {
        return switch (stated) {
            case COMPLIANT -> COMPLIANT;
            case CERTIFIED -> CERTIFIED;
            case IN_PROGRESS -> IN_PROGRESS;
            case NOT_APPLICABLE -> NOT_APPLICABLE;
        };
    }
}
