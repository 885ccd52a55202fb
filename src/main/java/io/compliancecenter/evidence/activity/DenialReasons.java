package io.compliancecenter.evidence.activity;

import io.compliancecenter.download.DenialReason;
import java.util.Arrays;

/** The messages for the reasons of denials. */
final class DenialReasons {

    private DenialReasons() {}

    /** @param recorded the name of the reason; a later version of the application may have recorded one that is not known here */
    static String messageKey(String recorded) {
        return Arrays.stream(DenialReason.values())
                .filter(reason -> reason.name().equals(recorded))
                .findFirst()
                .map(DenialReasons::messageKey)
                .orElse("activity.denied.other");
    }

    private static String messageKey(DenialReason reason) {
        return switch (reason) {
            case NOT_AN_ADMIN -> "activity.denied.role";
            case CERTIFICATE_NOT_ON_OFFER -> "activity.denied.certificate";
            case NO_TERMS_PUBLISHED -> "activity.denied.no-terms";
            case WORDS_CHANGED -> "activity.denied.changed";
            case PAGE_ALREADY_USED -> "activity.denied.used";
            case PERMIT_EXPIRED -> "activity.denied.expired";
        };
    }
}
