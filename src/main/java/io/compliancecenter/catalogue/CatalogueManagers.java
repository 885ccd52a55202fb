package io.compliancecenter.catalogue;

import java.util.List;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Where the items of the catalogue are managed, for the vendor's desk. */
public interface CatalogueManagers extends Repository<Certification, String> {

    @Query("select c.code, c.managedBy from Compliance c where c.retiredAt is null")
    List<Managed> findOfCompliances();

    @Query("select c.code, c.managedBy from Certification c where c.retiredAt is null")
    List<Managed> findOfCertifications();

    /**
     * Moves an item from the folder to the desk, or back. The database checks that the user of the transaction is an editor, and
     * records the change.
     *
     * @param kind {@code COMPLIANCE} or {@code CERTIFICATION}
     * @param manager name of a {@link Manager}
     */
    @NativeQuery("select 1 from change_manager(:kind, :code, :manager)")
    int change(String kind, String code, String manager);

    /** An item and where it is managed. */
    record Managed(String code, Manager manager) {}
}
