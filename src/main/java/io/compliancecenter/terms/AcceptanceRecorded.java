package io.compliancecenter.terms;

import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.UserId;
import io.compliancecenter.terms.Acceptance.AcceptanceId;

/** A member agreed to the terms. Published in the transaction that records it. */
public record AcceptanceRecorded(AcceptanceId acceptance, OrganizationId organization, UserId user, int termsVersion) {}
