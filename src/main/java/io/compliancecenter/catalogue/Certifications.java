package io.compliancecenter.catalogue;

import io.compliancecenter.catalogue.published.CertificateId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The certifications that were ever published, each with those of its certificates that row-level security shows. */
interface Certifications extends Repository<Certification, String> {

    /** Those that are published now, in the vendor's order. */
    @EntityGraph(attributePaths = {"renewalCycle.audits", "translations"})
    List<Certification> findByRetiredAtIsNullOrderByPlaceAscPositionAscCodeAsc();

    /** The one that a certificate on offer belongs to. */
    @Query("""
            select c from Certification c join fetch c.certificates left join fetch c.renewalCycle.audits
             where exists (select 1 from Certificate wanted
                            where wanted.certification = c and wanted.id = :id and wanted.retiredAt is null)
            """)
    Optional<Certification> findByCertificateOnOffer(CertificateId id);

    @EntityGraph(attributePaths = {"certificates", "renewalCycle.audits"})
    List<Certification> findAll();

    @EntityGraph(attributePaths = "renewalCycle.audits")
    Optional<Certification> findByCode(String code);

    /**
     * Those of some documents that were purged.
     *
     * @param hashes in hexadecimal, separated by commas
     */
    @NativeQuery("select h from unnest(string_to_array(:hashes, ',')) as h where is_purged(decode(h, 'hex'))")
    Set<String> findPurged(String hashes);

    Certification save(Certification certification);

    void flush();
}
