package io.compliancecenter.desk.catalogue;

import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.desk.draft.Draft;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** How often certificates were downloaded, by all customers. */
interface CertificateDownloads extends Repository<Draft, UUID> {

    @Query("""
            select p.certificate, count(p) from DownloadPermit p join Certificate c on c.id = p.certificate
             where c.certification.code = :certification group by p.certificate
            """)
    List<Downloads> count(String certification);

    /** The permits for one certificate. */
    record Downloads(CertificateId certificate, long permits) {}
}
