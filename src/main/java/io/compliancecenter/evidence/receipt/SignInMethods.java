package io.compliancecenter.evidence.receipt;

/** How somebody had signed in, in words for people. */
final class SignInMethods {

    private SignInMethods() {}

    /** @param method as the record names it */
    static String messageKey(String method) {
        return switch (method) {
            case "password" -> "sign-in-method.password";
            default -> "sign-in-method.other";
        };
    }
}
