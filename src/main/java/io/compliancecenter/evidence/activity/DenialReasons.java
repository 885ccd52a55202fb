package io.compliancecenter.evidence.activity;

/** Why a download was denied, in words for people. */
final class DenialReasons {

    private DenialReasons() {}

    /** @param reason as the gate names it */
    static String messageKey(String reason) {
        return switch (reason) {
            case "NOT_AN_ADMIN", "FORBIDDEN" -> "activity.denied.role";
            case "CERTIFICATE_NOT_ON_OFFER", "NOT_FOUND" -> "activity.denied.certificate";
            case "NO_TERMS_PUBLISHED" -> "activity.denied.no-terms";
            case "WORDS_CHANGED", "CHANGED" -> "activity.denied.changed";
            case "PAGE_ALREADY_USED" -> "activity.denied.used";
            case "EXPIRED" -> "activity.denied.expired";
            default -> "activity.denied.other";
        };
    }
}
