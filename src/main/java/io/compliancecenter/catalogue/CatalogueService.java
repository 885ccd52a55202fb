package io.compliancecenter.catalogue;

import static java.util.stream.Collectors.toMap;

import io.compliancecenter.catalogue.Catalogue.VendorDetails;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads what is published, the same for every Organization. */
@Service
@Transactional(readOnly = true)
public class CatalogueService {

    private final Vendors vendors;
    private final Compliances compliances;
    private final Certifications certifications;

    CatalogueService(Vendors vendors, Compliances compliances, Certifications certifications) {
        this.vendors = vendors;
        this.compliances = compliances;
        this.certifications = certifications;
    }

    /**
     * All that is published, cached by its revision. A revision never comes back, so an entry of the cache cannot become
     * outdated.
     *
     * <p>The transaction is a new one and has one snapshot, so that the cache never holds half of a change.
     *
     * @param revision the present one, which is read from the database with each request, so that every instance shows a
     *     change as soon as it is committed
     */
    @Cacheable(cacheNames = "catalogue", key = "#revision", sync = true)
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ, propagation = Propagation.REQUIRES_NEW)
    public Catalogue current(UUID revision) {
        return current();
    }

    /** All that is published now. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Catalogue current() {
        return new Catalogue(
                vendors.findCatalogueRevision(),
                vendors.find().map(Vendor::details).orElse(null),
                compliances.findByRetiredAtIsNullOrderByPosition().stream()
                        .map(Compliance::details)
                        .toList(),
                certifications.findByRetiredAtIsNullOrderByPosition().stream()
                        .map(Certification::published)
                        .toList());
    }

    /** What is published about the vendor; empty while nothing is published. */
    public Optional<VendorDetails> vendor() {
        return vendors.find().map(Vendor::details);
    }

    /** Whether that certificate is on offer, superseded or not. */
    public boolean offers(CertificateId id) {
        return certifications.existsCertificateOnOffer(id);
    }

    /** The certification of a certificate on offer, superseded or not. */
    public Optional<PublishedCertification> certificationOf(CertificateId id) {
        return certifications.findByCertificateOnOffer(id).map(Certification::published);
    }

    /**
     * The files that some certificate, retired or not, was published with. Each was checked at that time.
     *
     * @return what is known of each, by SHA-256 of the file as it was handed in, in lower-case hexadecimal
     */
    public Map<String, PublishedDocument> documents() {
        return certifications.findIssued().stream()
                .collect(toMap(IssuedCertificate::fileSha256, IssuedCertificate::document, (one, other) -> one));
    }
}
