package io.compliancecenter.catalogue;

import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The one vendor. */
interface Vendors extends Repository<Vendor, Boolean> {

    /** The vendor; empty while nothing has been published. */
    @Query("select v from Vendor v")
    Optional<Vendor> find();

    Vendor save(Vendor vendor);
}
