package io.compliancecenter.download;

import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.terms.AcceptanceId;
import java.util.List;

/** Finds permits by the acceptance that they were granted under. */
public interface GrantedPermits {

    /** The first permits under an acceptance, in the order in which they were granted. */
    List<PermitId> findUnder(OrganizationId organization, AcceptanceId acceptance, int limit);
}
