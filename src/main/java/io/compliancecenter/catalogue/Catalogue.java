package io.compliancecenter.catalogue;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is published now, the same for every Organization. What was retired is not found. */
@Service
@Transactional(readOnly = true)
public class Catalogue {

    private final Vendors vendors;
    private final Compliances compliances;
    private final Certifications certifications;

    Catalogue(Vendors vendors, Compliances compliances, Certifications certifications) {
        this.vendors = vendors;
        this.compliances = compliances;
        this.certifications = certifications;
    }

    /** The vendor; empty while nothing has been published. */
    public Optional<VendorDetails> vendor() {
        return vendors.find().map(Vendor::details);
    }

    /** All compliances, in the vendor's order. */
    public List<Compliance> compliances() {
        return compliances.findByRetiredAtIsNullOrderByPosition();
    }

    /** All certifications with their certificates, in the vendor's order. */
    public List<Certification> certifications() {
        return certifications.findByRetiredAtIsNullOrderByPosition();
    }

    /** One certification with its certificates. */
    public Optional<Certification> certification(String code) {
        return certifications.findByCodeAndRetiredAtIsNull(code);
    }

    /** Whether that certificate is on offer, superseded or not. */
    public boolean offers(CertificateId id) {
        return certifications.findByCertificateOnOffer(id).isPresent();
    }

    /** One certificate on offer, superseded or not. */
    public Optional<Certificate> certificate(CertificateId id) {
        return certifications.findByCertificateOnOffer(id).flatMap(certification -> certification.certificate(id));
    }

    /**
     * The files that some certificate, retired or not, was published with. Each was checked at that time.
     *
     * @return what is known of each, by SHA-256 of the file as it was handed in, in lower-case hexadecimal
     */
    public Map<String, PublishedDocument> documents() {
        return certifications.findDocuments().stream()
                .collect(Collectors.toMap(Catalogue::fileSha256, Catalogue::published, (one, other) -> one));
    }

    private static String fileSha256(Certifications.Document document) {
        byte[] original = document.getOriginalSha256();
        return HexFormat.of().formatHex(original == null ? document.getSha256() : original);
    }

    private static PublishedDocument published(Certifications.Document document) {
        return new PublishedDocument(
                document.getPages(),
                document.getCopyKind(),
                document.getOriginalSha256() == null
                        ? null
                        : new PublishedDocument.Stored(
                                HexFormat.of().formatHex(document.getSha256()), document.getSize()));
    }
}
