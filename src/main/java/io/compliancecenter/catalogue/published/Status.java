package io.compliancecenter.catalogue.published;

import io.compliancecenter.catalogue.rules.ValueFormat;

/** How the vendor stands towards a regulation, a standard or an attestation. */
public enum Status {
    /** Keeps to it. */
    COMPLIANT,
    /** Holds an attestation of it. */
    CERTIFIED,
    /** Is on the way to it. */
    IN_PROGRESS,
    /** It does not concern the vendor. */
    NOT_APPLICABLE;

    public static final ValueFormat<Status> FORMAT = ValueFormat.oneOf(Status.class);
}
