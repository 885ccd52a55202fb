package io.compliancecenter.account;

/** Why a password cannot be chosen. */
public enum PasswordObjection {
    TOO_SHORT("password.too-short"),
    TOO_LONG("password.too-long"),
    /** Many people choose such passwords, or it is little more than the name of the person, the vendor or the product. */
    TOO_COMMON("password.too-common"),
    /** What was typed the second time is something else. */
    NOT_REPEATED("password.not-repeated");

    private final String message;

    PasswordObjection(String message) {
        this.message = message;
    }

    /** Key of the sentence that says so. */
    public String message() {
        return message;
    }
}
