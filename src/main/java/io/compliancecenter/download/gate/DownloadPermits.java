package io.compliancecenter.download.gate;

import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.download.GrantedPermits;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.UserId;
import io.compliancecenter.terms.Acceptance.AcceptanceId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The permits of all members. */
interface DownloadPermits extends Repository<DownloadPermit, UUID>, GrantedPermits {

    DownloadPermit save(DownloadPermit permit);

    void flush();

    Optional<DownloadPermit> findByIdAndOrganizationAndUser(UUID id, OrganizationId organization, UserId user);

    /** The permit that the user already got for that page. */
    Optional<DownloadPermit> findByOrganizationAndUserAndCertificateAndIdempotencyKey(
            OrganizationId organization, UserId user, CertificateId certificate, UUID idempotencyKey);

    /** Whether the certificate of a permit of the transaction's user was withdrawn. */
    @NativeQuery("select is_withdrawn(:permit)")
    boolean isWithdrawn(UUID permit);

    @Override
    @Query("""
            select p.id from DownloadPermit p where p.organization = :organization and p.acceptance = :acceptance
             order by p.grantedAt limit :limit
            """)
    List<UUID> findUnder(OrganizationId organization, AcceptanceId acceptance, int limit);
}
