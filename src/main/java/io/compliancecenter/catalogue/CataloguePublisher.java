package io.compliancecenter.catalogue;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.compliancecenter.catalogue.Certification.Withdrawal;
import io.compliancecenter.catalogue.published.Catalogue.CertificationDetails;
import io.compliancecenter.catalogue.published.Catalogue.VendorDetails;
import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.catalogue.published.ComplianceDetails;
import io.compliancecenter.catalogue.published.IssuedCertificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes the published catalogue equal to an edition: what is new is added, what differs is changed, what is missing is
 * retired, what comes back is shown again. Rows that are right already are not written. What the desk manages stays as it is.
 */
@Component
public class CataloguePublisher {

    private final Vendors vendors;
    private final Compliances compliances;
    private final Certifications certifications;
    private final AudienceTables audiences;
    private final CatalogueLanguageProperties language;

    CataloguePublisher(
            Vendors vendors,
            Compliances compliances,
            Certifications certifications,
            AudienceTables audiences,
            CatalogueLanguageProperties language) {
        this.vendors = vendors;
        this.compliances = compliances;
        this.certifications = certifications;
        this.audiences = audiences;
        this.language = language;
    }

    /**
     * Everything that the catalogue is to show from now on.
     *
     * @param compliances in the vendor's order
     * @param certifications in the vendor's order
     * @param certificates of all certifications; those of one certification oldest first
     * @param audiences for whom those certificates are that are not for everyone; the access groups are published already
     */
    public record CatalogueEdition(
            VendorDetails vendor,
            List<ComplianceDetails> compliances,
            List<CertificationDetails> certifications,
            List<IssuedCertificate> certificates,
            Map<IssuedCertificate, Audience> audiences) {

        /** For whom a certificate on offer is; empty if it is for everyone. */
        private Optional<Audience> audience(IssuedCertificate onOffer) {
            return Optional.ofNullable(audiences.get(onOffer))
                    .or(() -> Optional.ofNullable(audiences.get(onOffer.asStored())));
        }
    }

    /**
     * What was changed.
     *
     * @param rows how many vendors, compliances, certifications, certificates, and entries of their audiences were added, changed or
     *     retired
     * @param certificates those that are new and have no document yet
     * @param left codes in the edition that the desk manages
     */
    public record Outcome(int rows, List<NewCertificate> certificates, List<String> left) {}

    /**
     * A certificate that was just added.
     *
     * @param sha256 of the document that it needs, in lower-case hexadecimal
     */
    public record NewCertificate(CertificateId id, String sha256) {}

    /**
     * Publishes the edition, inside {@code PublisherDatabase.publish}.
     *
     * @param now by the database's clock
     * @throws FirstLanguageException if texts at the desk would be taken for another language
     * @throws PurgedCertificatesException if a document was purged that would be published again
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Outcome publish(CatalogueEdition edition, Instant now) {
        List<Compliance> knownCompliances = compliances.findAll();
        List<Certification> knownCertifications = certifications.findAll();
        boolean desk = Stream.concat(knownCompliances.stream(), knownCertifications.stream())
                .anyMatch(entry -> !entry.isManagedByFolder());
        int rows = vendor(edition.vendor(), desk);
        List<String> left = new ArrayList<>();
        rows += publish(
                knownCompliances,
                edition.compliances(),
                ComplianceDetails::code,
                Compliance::new,
                compliances::save,
                now,
                left);
        rows += publish(
                knownCertifications,
                edition.certifications(),
                CertificationDetails::code,
                Certification::new,
                certifications::save,
                now,
                left);
        return certificates(edition, now, rows, left);
    }

    /** @param desk whether the desk manages anything, whose texts are in the first language */
    private int vendor(VendorDetails details, boolean desk) {
        Optional<Vendor> known = vendors.find();
        if (known.isEmpty()) {
            vendors.save(new Vendor(details));
            return 1;
        }
        String first = language.languages(known.get().details()).get(0);
        if (!language.languages(details).get(0).equals(first) && (desk || vendors.areTextsInDrafts())) {
            throw new FirstLanguageException(first, desk);
        }
        return known.get().publish(details) ? 1 : 0;
    }

    private static <D, E extends CatalogueEntry<D>> int publish(
            List<E> entries,
            List<D> edition,
            Function<D, String> code,
            Function<D, E> create,
            Consumer<E> save,
            Instant now,
            List<String> left) {
        Map<String, E> known = entries.stream().collect(toMap(CatalogueEntry::code, Function.identity()));
        int changes = 0;
        for (int index = 0; index < edition.size(); index++) {
            D details = edition.get(index);
            E before = known.remove(code.apply(details));
            if (before != null && !before.isManagedByFolder()) {
                left.add(before.code());
                continue;
            }
            E entry = before == null ? create.apply(details) : before;
            if (entry.publish(index + 1, details)) {
                save.accept(entry);
                changes++;
            }
        }
        List<E> missing = known.values().stream()
                .filter(entry -> entry.isPublished() && entry.isManagedByFolder())
                .toList();
        missing.forEach(entry -> entry.retire(now));
        return changes + missing.size();
    }

    private Outcome certificates(CatalogueEdition edition, Instant now, int rows, List<String> left) {
        // The rows of new certifications come before those of certificates, which refer to them.
        certifications.flush();
        Map<String, List<IssuedCertificate>> wanted =
                edition.certificates().stream().collect(groupingBy(IssuedCertificate::certification));
        Map<Certification, Withdrawal> withdrawals = new LinkedHashMap<>();
        for (Certification certification : certifications.findAll()) {
            if (!certification.isManagedByFolder()) {
                continue;
            }
            withdrawals.put(
                    certification,
                    certification.withdrawAllBut(wanted.getOrDefault(certification.code(), List.of()), now));
        }
        refusePurged(withdrawals.values().stream()
                .flatMap(withdrawal -> withdrawal.missing().stream())
                .toList());
        // A document is on offer once in a certification, so it is withdrawn before it is issued again.
        certifications.flush();
        List<NewCertificate> added = new ArrayList<>();
        int withdrawn = 0;
        for (Map.Entry<Certification, Withdrawal> entry : withdrawals.entrySet()) {
            withdrawn += entry.getValue().withdrawn();
            for (IssuedCertificate issued : entry.getValue().missing()) {
                added.add(new NewCertificate(entry.getKey().issue(issued).id(), issued.sha256()));
            }
        }
        // Documents are stored by SQL, and refer to these rows.
        certifications.flush();
        Map<CertificateId, Audience> restricted = new HashMap<>();
        withdrawals.keySet().stream()
                .flatMap(certification -> certification.onOffer().stream())
                .forEach(certificate -> edition.audience(certificate.issued())
                        .ifPresent(audience -> restricted.put(certificate.id(), audience)));
        return new Outcome(rows + withdrawn + added.size() + audiences.publish(restricted), added, left);
    }

    private void refusePurged(List<IssuedCertificate> added) {
        Set<String> purged = certifications.findPurged(added.stream()
                .flatMap(certificate -> Stream.of(certificate.sha256(), certificate.fileSha256()))
                .distinct()
                .collect(joining(",")));
        List<IssuedCertificate> refused = added.stream()
                .filter(certificate ->
                        purged.contains(certificate.sha256()) || purged.contains(certificate.fileSha256()))
                .toList();
        if (!refused.isEmpty()) {
            throw new PurgedCertificatesException(refused);
        }
    }
}
