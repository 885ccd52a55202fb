package io.compliancecenter.download.gate;

import io.compliancecenter.catalogue.CertificateId;
import io.compliancecenter.download.PermitId;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.UserId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** The permits of all members. */
interface DownloadPermits extends Repository<DownloadPermit, PermitId> {

    DownloadPermit save(DownloadPermit permit);

    void flush();

    Optional<DownloadPermit> findByIdAndOrganizationAndUser(PermitId id, OrganizationId organization, UserId user);

    /** The permit that the user already got for that page. */
    Optional<DownloadPermit> findByOrganizationAndUserAndCertificateAndIdempotencyKey(
            OrganizationId organization, UserId user, CertificateId certificate, UUID idempotencyKey);
}
