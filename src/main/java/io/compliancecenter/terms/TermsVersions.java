package io.compliancecenter.terms;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All versions of the terms that were ever published, with their texts. */
interface TermsVersions extends Repository<TermsVersion, Integer> {

    /** The current version, by the database's clock; empty if none is in effect. The subquery has it computed once. */
    @Query("""
            select v from TermsVersion v left join fetch v.texts
             where v.version = (select cast(function('current_terms_version') as Integer))
            """)
    Optional<TermsVersion> findCurrent();

    /** The same without its texts, of which each gives a row. */
    @Query("""
            select v.version, v.lastMaterial, t.id.locale, t.sha256 from TermsVersion v join v.texts t
             where v.version = (select cast(function('current_terms_version') as Integer))
            """)
    List<CurrentTerms.Row> findCurrentRows();

    @EntityGraph(attributePaths = "texts")
    Optional<TermsVersion> findByVersion(int version);

    @EntityGraph(attributePaths = "texts")
    List<TermsVersion> findByVersionIn(Collection<Integer> versions);

    @EntityGraph(attributePaths = "texts")
    List<TermsVersion> findAll();

    /**
     * Records the versions that have come into effect since the last call, in a transaction of {@code WorkerDatabase}.
     *
     * @return how many
     */
    @NativeQuery("select record_effective_terms()")
    int recordEffective();

    TermsVersion save(TermsVersion version);

    void flush();
}
