package io.compliancecenter.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Where the items of the catalogue are managed, for the vendor's desk. */
public interface CatalogueManagers extends Repository<Certification, String> {

    /** Those that were ever published, by name. */
    @Query("select c.code, c.name, c.managedBy, c.retiredAt from Compliance c order by lower(c.name), c.code")
    List<Managed> findOfCompliances();

    /** Those that were ever published, by name. */
    @Query("select c.code, c.name, c.managedBy, c.retiredAt from Certification c order by lower(c.name), c.code")
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

    /**
     * Withdraws a certificate at once. The database checks that the user of the transaction is an editor and that the desk manages it,
     * and records it with the reason.
     */
    @NativeQuery("select 1 from withdraw_certificate(:certificate, :reason)")
    int withdraw(UUID certificate, String reason);

    /**
     * An item and where it is managed.
     *
     * @param retiredAt when it was taken off the page; null if it is published
     */
    record Managed(
            String code,
            String name,
            Manager manager,
            @Nullable Instant retiredAt) {}
}
