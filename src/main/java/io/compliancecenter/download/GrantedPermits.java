package io.compliancecenter.download;

import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.terms.Acceptance.AcceptanceId;
import java.util.List;
import java.util.UUID;

/** Finds permits by the acceptance that they were granted under. */
public interface GrantedPermits {

    /** The first permits under an acceptance, in the order in which they were granted. */
    List<UUID> findUnder(OrganizationId organization, AcceptanceId acceptance, int limit);
}
