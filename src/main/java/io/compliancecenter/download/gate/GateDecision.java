package io.compliancecenter.download.gate;

import io.compliancecenter.download.DenialReason;
import io.compliancecenter.download.PermitId;

/** The gate's answer to a member who wants to download a certificate. */
public sealed interface GateDecision {

    /** The member has this permit. */
    record Granted(PermitId permit) implements GateDecision {}

    /** The member has to agree to the terms first. This is the usual first step of a download. */
    record TermsRequired() implements GateDecision {}

    /** The member has to sign in again first: they proved who they are too long ago. */
    record SignInRequired() implements GateDecision {}

    /** The member may not download the certificate, or not in this way. */
    record Denied(DenialReason reason) implements GateDecision {}
}
