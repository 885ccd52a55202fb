package io.compliancecenter.request;

/** What became of asking for a certificate. */
public enum RequestOutcome {
    /** The vendor sees the request. */
    SENT,
    /** A rule of the vendor granted it. */
    GRANTED,
    /** The Organization has asked already. */
    ALREADY_OPEN,
    /** The Organization has asked too often on one day. */
    TOO_MANY,
    /** There is no reason. */
    NO_REASON;

    /** Whether nothing was sent. */
    public boolean isRefusal() {
        return this != SENT && this != GRANTED;
    }
}
