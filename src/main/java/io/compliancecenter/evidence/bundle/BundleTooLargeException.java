package io.compliancecenter.evidence.bundle;

/** The period has too many entries for one bundle. */
class BundleTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1;
}
