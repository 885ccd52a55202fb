package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.published.PublishedCertificate.Validity;
import io.compliancecenter.catalogue.published.StatusOnDay.EffectiveStatus;
import io.compliancecenter.web.Badge;

/** The badges for the states of the catalogue. */
final class Badges {

    private Badges() {}

    static Badge of(EffectiveStatus status) {
        return switch (status) {
            case COMPLIANT -> new Badge("status.COMPLIANT", "check", "positive");
            case CERTIFIED -> new Badge("status.CERTIFIED", "seal", "positive");
            case IN_PROGRESS -> new Badge("status.IN_PROGRESS", "progress", "attention");
            case NOT_APPLICABLE -> new Badge("status.NOT_APPLICABLE", "minus", "neutral");
            case EXPIRED -> new Badge("status.EXPIRED", "cross", "critical");
            case NOT_YET_VALID -> new Badge("status.NOT_YET_VALID", "clock", "neutral");
        };
    }

    static Badge of(Validity validity) {
        return switch (validity) {
            case VALID -> new Badge("validity.VALID", "check", "positive");
            case ENDING_SOON -> new Badge("validity.ENDING_SOON", "clock", "attention");
            case EXPIRED -> new Badge("validity.EXPIRED", "cross", "critical");
            case NOT_YET_VALID -> new Badge("validity.NOT_YET_VALID", "clock", "neutral");
            case SUPERSEDED -> new Badge("validity.SUPERSEDED", "archive", "neutral");
        };
    }
}
