package io.compliancecenter.catalogue.published;

import io.compliancecenter.catalogue.published.Catalogue.CertificationDetails;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A certification that is published now.
 *
 * @param code its name in addresses; it never changes
 * @param summary plain text, one or two sentences
 * @param assures Markdown: what it assures
 * @param compliance code of the compliance that it attests; null if none
 * @param renewalCycle how often it is renewed; null if no cycle is stated
 * @param certificates every certificate on offer, latest version first
 * @param translations its texts in other languages, by language tag (BCP 47)
 */
public record PublishedCertification(
        String code,
        String name,
        Status status,
        String summary,
        String assures,
        @Nullable String compliance,
        @Nullable RenewalCycle renewalCycle,
        List<PublishedCertificate> certificates,
        Map<String, CertificationTexts> translations) {

    public PublishedCertification {
        certificates = superseding(certificates);
    }

    /** What the vendor says about a certification, and its certificates. */
    public PublishedCertification(CertificationDetails details, List<PublishedCertificate> certificates) {
        this(
                details.code(),
                details.name(),
                details.status(),
                details.summary(),
                details.assures(),
                details.compliance(),
                details.renewalCycle(),
                certificates,
                details.translations());
    }

    /** What the vendor says about it. */
    public CertificationDetails details() {
        return new CertificationDetails(code, name, status, summary, assures, compliance, renewalCycle, translations);
    }

    /** The same with these certificates. */
    public PublishedCertification with(List<PublishedCertificate> others) {
        return new PublishedCertification(details(), others);
    }

    /** With its texts in the best language for a reader. */
    public PublishedCertification in(ReaderLanguages reader) {
        CertificationTexts texts = translations.get(reader.language(translations));
        return texts == null
                ? this
                : new PublishedCertification(
                        code,
                        texts.name(),
                        status,
                        texts.summary(),
                        texts.assures(),
                        compliance,
                        renewalCycle == null ? null : renewalCycle.in(texts.renewalDescription(), texts.auditNames()),
                        certificates,
                        translations);
    }

    /** Each with the first day of what takes its place among the others. */
    private static List<PublishedCertificate> superseding(List<PublishedCertificate> latestFirst) {
        List<PublishedCertificate> all = new ArrayList<>();
        LocalDate supersededOn = null;
        for (PublishedCertificate certificate : latestFirst) {
            all.add(certificate.supersededOn(supersededOn));
            LocalDate issuedOn = certificate.issued().issuedOn();
            supersededOn = supersededOn == null || issuedOn.isBefore(supersededOn) ? issuedOn : supersededOn;
        }
        return List.copyOf(all);
    }

    /**
     * As those see it whom some certificates are not for. Without those that are hidden, it is what it would be if they had never
     * been issued: what they took the place of is current, and what they attest is not attested.
     */
    PublishedCertification without(Map<CertificateId, Restriction> closed) {
        if (certificates.stream().noneMatch(certificate -> closed.containsKey(certificate.id()))) {
            return this;
        }
        List<PublishedCertificate> shown = certificates.stream()
                .flatMap(certificate -> {
                    Restriction restriction = closed.get(certificate.id());
                    return restriction == null
                            ? Stream.of(certificate)
                            : restriction.onRequest() ? Stream.of(certificate.askedFor()) : Stream.of();
                })
                .toList();
        return with(shown);
    }

    /** The certificate on offer with that id; empty if there is none. */
    public Optional<PublishedCertificate> certificate(CertificateId id) {
        return certificates.stream()
                .filter(certificate -> certificate.id().equals(id))
                .findFirst();
    }

    /** The latest certificate whose validity has begun, else the one that begins next; empty if none is on offer. */
    public Optional<PublishedCertificate> currentCertificate(LocalDate day) {
        return certificates.stream()
                .filter(certificate -> !day.isBefore(certificate.issued().issuedOn()))
                .findFirst()
                .or(() -> certificates.stream()
                        .min(Comparator.comparing(
                                certificate -> certificate.issued().issuedOn())));
    }

    /** The status as it holds on the given day: expired if it claims an attestation that has expired. */
    public StatusOnDay statusOn(LocalDate day) {
        return switch (status) {
            case CERTIFIED, COMPLIANT -> StatusOnDay.attestedBy(List.of(this), status, day);
            case IN_PROGRESS, NOT_APPLICABLE -> StatusOnDay.asStated(status);
        };
    }
}
