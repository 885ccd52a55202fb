package io.compliancecenter.catalogue;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.compliancecenter.catalogue.published.Catalogue;
import io.compliancecenter.catalogue.published.Catalogue.CertificationDetails;
import io.compliancecenter.catalogue.published.Catalogue.VendorDetails;
import io.compliancecenter.catalogue.published.CertificateAccess;
import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.catalogue.published.CompleteCatalogue;
import io.compliancecenter.catalogue.published.ComplianceDetails;
import io.compliancecenter.catalogue.published.IssuedCertificate;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.catalogue.published.PublishedDocument;
import io.compliancecenter.catalogue.published.ReaderLanguages;
import io.compliancecenter.catalogue.published.Restriction;
import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Reads what is published. */
@Service
@Transactional(readOnly = true)
public class CatalogueService {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Vendors vendors;
    private final Compliances compliances;
    private final Certifications certifications;
    private final Certificates certificates;
    private final CatalogueLanguageProperties language;

    CatalogueService(
            Vendors vendors,
            Compliances compliances,
            Certifications certifications,
            Certificates certificates,
            CatalogueLanguageProperties language) {
        this.vendors = vendors;
        this.compliances = compliances;
        this.certifications = certifications;
        this.certificates = certificates;
        this.language = language;
    }

    /**
     * All that is published for any Organization, cached by its revision. A revision never comes back, so an entry of the cache cannot become
     * outdated.
     *
     * <p>It is the same for every Organization; {@link CatalogueViews} shows each its part.
     *
     * <p>The transaction is a new one and has one snapshot, so that the cache never holds half of a change.
     *
     * @param revision the present one, which is read from the database with each request, so that every instance shows a
     *     change as soon as it is committed
     */
    @Cacheable(cacheNames = "catalogue", sync = true)
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ, propagation = Propagation.REQUIRES_NEW)
    public CompleteCatalogue complete(UUID revision) {
        List<Restriction> restrictions = certificates.findRestrictions().stream()
                .map(json -> JSON.readValue(json, Restriction.class))
                .toList();
        return new CompleteCatalogue(current(), restrictions);
    }

    /** All that is published now for any Organization, as if it were for everyone. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Catalogue current() {
        Map<String, List<Certificate>> onOffer = certificates.findOnOffer().stream()
                .collect(groupingBy(certificate -> certificate.issued().certification()));
        VendorDetails vendor = vendors.find().map(Vendor::details).orElse(null);
        List<String> languages = language.languages(vendor);
        return new Catalogue(
                vendors.findCatalogueRevision(),
                Set.of(),
                languages,
                vendor,
                compliances.findByRetiredAtIsNullOrderByPlaceAscPositionAscCodeAsc().stream()
                        .map(compliance -> compliance.details().within(languages))
                        .toList(),
                certifications.findByRetiredAtIsNullOrderByPlaceAscPositionAscCodeAsc().stream()
                        .map(certification -> certification.published(
                                languages, onOffer.getOrDefault(certification.code(), List.of())))
                        .toList());
    }

    /** Its languages, as tags (BCP 47); all of its texts are in the first one, and some in others, too. */
    public List<String> languages() {
        return language.languages(vendor().orElse(null));
    }

    /** What was last published about a compliance, whether it is retired or not. */
    public Optional<ComplianceDetails> lastCompliance(String code) {
        return compliances.findByCode(code).map(found -> found.details().within(languages()));
    }

    /** What was last published about a certification, whether it is retired or not. */
    public Optional<CertificationDetails> lastCertification(String code) {
        return certifications.findByCode(code).map(found -> found.details().within(languages()));
    }

    /** What is published about the vendor; empty while nothing is published. */
    public Optional<VendorDetails> vendor() {
        return vendors.find().map(Vendor::details);
    }

    /** What the current Organization may do with a certificate, superseded or not. */
    public CertificateAccess access(CertificateId id) {
        return certificates
                .findOwnAccess(id.value())
                .map(CertificateAccess::valueOf)
                .orElse(CertificateAccess.NONE);
    }

    /**
     * The certification of a certificate that the current Organization may download, superseded or not, in the first language of the
     * catalogue.
     */
    public Optional<PublishedCertification> certificationOf(CertificateId id) {
        return certificationOf(id, List.of());
    }

    /**
     * The same with its texts in the best language for a reader.
     *
     * @param wanted see {@link ReaderLanguages#of}
     */
    public Optional<PublishedCertification> certificationOf(CertificateId id, List<LanguageRange> wanted) {
        return access(id) == CertificateAccess.OPEN
                ? certifications.findByCertificateOnOffer(id).map(found -> {
                    List<String> languages = languages();
                    return found.published(languages).in(ReaderLanguages.of(languages, wanted));
                })
                : Optional.empty();
    }

    /**
     * The files that some certificate, retired or not, was published with. Each was checked at that time.
     *
     * @return what is known of each, by SHA-256 of the file as it was handed in, and of what was stored in its place, in lower-case
     *     hexadecimal
     */
    public Map<String, PublishedDocument> documents() {
        return certificates.findAll().stream()
                .map(Certificate::issued)
                .flatMap(issued -> Stream.of(issued, issued.asStored()))
                .collect(toMap(IssuedCertificate::fileSha256, IssuedCertificate::document, (one, other) -> one));
    }
}
