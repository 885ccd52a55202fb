package io.compliancecenter.catalogue;

import io.compliancecenter.catalogue.published.Catalogue.CertificationDetails;
import io.compliancecenter.catalogue.published.CertificationTexts;
import io.compliancecenter.catalogue.published.IssuedCertificate;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.catalogue.published.RenewalCycle;
import io.compliancecenter.catalogue.published.Status;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * An attestation that the vendor holds, with every certificate that was ever issued for it.
 *
 * <p>A certificate never changes, and the highest version is the current one. So whatever differs from what is on offer, if
 * only in a date, is retired and issued again as a later version, and so is everything that follows it.
 */
@Entity
class Certification extends CatalogueEntry<CertificationDetails> {

    @Id
    private String code;

    private String name;

    @Enumerated(EnumType.STRING)
    private Status status;

    private String summary;
    private String assures;

    @Column(name = "compliance_code")
    private @Nullable String compliance;

    @Embedded
    private @Nullable RenewalCycle renewalCycle;

    @ElementCollection
    @CollectionTable(name = "certification_translation", joinColumns = @JoinColumn(name = "certification_code"))
    @MapKeyColumn(name = "language")
    @Fetch(FetchMode.SUBSELECT)
    private Map<String, CertificationTexts> translations = new HashMap<>();

    @OneToMany(mappedBy = "certification", cascade = CascadeType.PERSIST)
    @OrderBy("version desc")
    private Set<Certificate> certificates = new LinkedHashSet<>();

    /** A new one without certificates, which is not published yet. */
    Certification(CertificationDetails details) {
        code = details.code();
        describe(details);
    }

    /** For Hibernate. */
    @NullUnmarked
    protected Certification() {}

    @Override
    final void describe(CertificationDetails details) {
        Assert.isTrue(
                details.translations().values().stream()
                        .allMatch(texts -> texts.isTranslationFor(details.renewalCycle())),
                "A translation is not complete");
        name = details.name();
        status = details.status();
        summary = details.summary();
        assures = details.assures();
        compliance = details.compliance();
        renewalCycle = details.renewalCycle();
        if (!translations.equals(details.translations())) {
            translations.clear();
            translations.putAll(details.translations());
        }
    }

    @Override
    String code() {
        return code;
    }

    @Override
    CertificationDetails details() {
        // Hibernate makes a renewal cycle for its collection of audits, even if the columns are null.
        RenewalCycle cycle = renewalCycle == null || renewalCycle.every() == null ? null : renewalCycle.copy();
        return new CertificationDetails(
                code, name, status, summary, assures, compliance, cycle, Map.copyOf(translations));
    }

    /**
     * What the current Organization sees of it now, with every certificate on offer.
     *
     * @param languages of the catalogue, as tags
     */
    PublishedCertification published(List<String> languages) {
        return published(languages, certificates);
    }

    /** @param known its certificates that are to be seen if they are on offer */
    PublishedCertification published(List<String> languages, Collection<Certificate> known) {
        return new PublishedCertification(
                details().within(languages),
                onOffer(known).map(Certificate::published).toList());
    }

    /** Every certificate on offer, latest version first. */
    List<Certificate> onOffer() {
        return onOffer(certificates).toList();
    }

    private static Stream<Certificate> onOffer(Collection<Certificate> certificates) {
        return certificates.stream()
                .filter(Certificate::isOnOffer)
                .sorted(Comparator.comparingInt(Certificate::version).reversed());
    }

    /**
     * Withdraws every certificate that differs from what is to be on offer, or follows one that differs.
     *
     * @param wanted everything that is to be on offer, oldest first
     * @return how many certificates were withdrawn, and those of {@code wanted} that are to be issued, oldest first
     */
    Withdrawal withdrawAllBut(List<IssuedCertificate> wanted, Instant at) {
        List<Certificate> onOffer = new ArrayList<>(onOffer());
        List<IssuedCertificate> missing = new ArrayList<>();
        int lastKept = 0;
        for (IssuedCertificate certificate : wanted) {
            Optional<Certificate> kept = missing.isEmpty() ? find(certificate, lastKept, onOffer) : Optional.empty();
            if (kept.isPresent()) {
                lastKept = kept.get().version();
                onOffer.remove(kept.get());
            } else {
                missing.add(certificate);
            }
        }
        onOffer.forEach(certificate -> certificate.withdraw(at));
        return new Withdrawal(onOffer.size(), missing);
    }

    record Withdrawal(int withdrawn, List<IssuedCertificate> missing) {}

    private static Optional<Certificate> find(IssuedCertificate wanted, int afterVersion, List<Certificate> onOffer) {
        return onOffer.stream()
                .filter(certificate -> certificate.version() > afterVersion
                        && (certificate.issued().equals(wanted)
                                || certificate.issued().asStored().equals(wanted)))
                .findFirst();
    }

    /** Issues the next version of its certificate. */
    Certificate issue(IssuedCertificate issued) {
        int latest = certificates.stream().mapToInt(Certificate::version).max().orElse(0);
        Certificate certificate = new Certificate(this, latest + 1, issued);
        certificates.add(certificate);
        return certificate;
    }
}
