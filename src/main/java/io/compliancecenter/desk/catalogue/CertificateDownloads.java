package io.compliancecenter.desk.catalogue;

import io.compliancecenter.catalogue.Certificate;
import io.compliancecenter.catalogue.published.CertificateId;
import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** How often certificates were downloaded, by all customers. */
interface CertificateDownloads extends Repository<Certificate, CertificateId> {

    @Query("""
            select p.certificate, count(p) from DownloadPermit p join Certificate c on c.id = p.certificate
             where c.certification.code = :certification group by p.certificate
            """)
    List<Downloads> count(String certification);

    /** The permits for one certificate. */
    record Downloads(CertificateId certificate, long permits) {}
}
