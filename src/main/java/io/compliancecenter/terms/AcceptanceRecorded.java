package io.compliancecenter.terms;

import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.UserId;

/**
 * A member agreed to the terms. Published inside the transaction that records it, so that a listener that fails undoes
 * it.
 */
public record AcceptanceRecorded(
        AcceptanceId acceptance, OrganizationId organization, UserId user, int termsVersion, String termsSha256) {}
