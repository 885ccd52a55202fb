package io.compliancecenter.catalogue;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.repository.Repository;

/** The compliances that were ever published. */
interface Compliances extends Repository<Compliance, String> {

    /** Those that are published now, in the vendor's order, with their links. */
    @EntityGraph(attributePaths = {"links", "translations"})
    List<Compliance> findByRetiredAtIsNullOrderByPlaceAscPositionAscCodeAsc();

    @EntityGraph(attributePaths = "links")
    List<Compliance> findAll();

    @EntityGraph(attributePaths = "links")
    Optional<Compliance> findByCode(String code);

    Compliance save(Compliance compliance);
}
