package io.compliancecenter.download.gate;

import io.compliancecenter.catalogue.CertificateId;
import io.compliancecenter.download.GrantedPermits;
import io.compliancecenter.download.PermitId;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.UserId;
import io.compliancecenter.terms.AcceptanceId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The permits of all members. */
interface DownloadPermits extends Repository<DownloadPermit, PermitId>, GrantedPermits {

    DownloadPermit save(DownloadPermit permit);

    void flush();

    Optional<DownloadPermit> findByIdAndOrganizationAndUser(PermitId id, OrganizationId organization, UserId user);

    /** The permit that the user already got for that page. */
    Optional<DownloadPermit> findByOrganizationAndUserAndCertificateAndIdempotencyKey(
            OrganizationId organization, UserId user, CertificateId certificate, UUID idempotencyKey);

    @Override
    @Query("""
            select p.id from DownloadPermit p where p.organization = :organization and p.acceptance = :acceptance
             order by p.grantedAt limit :limit
            """)
    List<PermitId> findUnder(OrganizationId organization, AcceptanceId acceptance, int limit);
}
