package io.compliancecenter.catalogue;

import io.compliancecenter.catalogue.published.CertificateId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * The certificates that were ever issued. Row-level security shows an Organization those that are for it, or on request; the
 * functions of the database that these queries call know the others.
 */
interface Certificates extends Repository<Certificate, CertificateId> {

    /** All of them, retired or not. */
    @Query(value = "select * from all_certificates()", nativeQuery = true)
    List<Certificate> findAll();

    /** All that are on offer to anyone. */
    @Query(value = "select * from all_certificates() where retired_at is null", nativeQuery = true)
    List<Certificate> findOnOffer();

    /** The restrictions of those on offer, as JSON. */
    @Query(value = "select cast(r as text) from all_certificate_restrictions() r", nativeQuery = true)
    List<String> findRestrictions();

    /** What the current Organization may do with a certificate; empty if it does not exist, is retired, or is hidden. */
    @Query(value = "select own_certificate_access(:id)", nativeQuery = true)
    Optional<String> findOwnAccess(UUID id);
}
