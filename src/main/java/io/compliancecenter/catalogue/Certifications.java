package io.compliancecenter.catalogue;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The certifications that were ever published, each with all of its certificates. */
interface Certifications extends Repository<Certification, String> {

    /** Those that are published now, in the vendor's order. */
    @EntityGraph(attributePaths = {"certificates", "renewalCycle.audits"})
    List<Certification> findByRetiredAtIsNullOrderByPosition();

    /** The one with that code, if it is published now. */
    @EntityGraph(attributePaths = {"certificates", "renewalCycle.audits"})
    Optional<Certification> findByCodeAndRetiredAtIsNull(String code);

    /** The one that a certificate on offer belongs to. */
    @Query("""
            select c from Certification c join fetch c.certificates
             where exists (select 1 from Certificate wanted
                            where wanted.certification = c and wanted.id = :id and wanted.retiredAt is null)
            """)
    Optional<Certification> findByCertificateOnOffer(CertificateId id);

    @EntityGraph(attributePaths = {"certificates", "renewalCycle.audits"})
    List<Certification> findAll();

    /** What is known of the documents of all certificates, retired or not. */
    @Query("""
            select distinct c.sha256 as sha256, c.size as size, c.pages as pages, c.copyKind as copyKind,
                   c.originalSha256 as originalSha256
              from Certificate c
            """)
    List<Document> findDocuments();

    /** A document that some certificate was published with. */
    interface Document {

        byte[] getSha256();

        int getSize();

        int getPages();

        CopyKind getCopyKind();

        /** Of the file as it was handed in; null if the document is that file. */
        byte @Nullable [] getOriginalSha256();
    }

    Certification save(Certification certification);

    void flush();
}
