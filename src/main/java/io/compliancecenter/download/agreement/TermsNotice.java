package io.compliancecenter.download.agreement;

/** Why the terms page is shown. */
enum TermsNotice {
    NONE,
    UNTICKED,
    CHANGED,
    USED
}
