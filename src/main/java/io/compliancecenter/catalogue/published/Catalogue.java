package io.compliancecenter.catalogue.published;

import io.compliancecenter.catalogue.rules.TextRule;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What is published at one moment, as an Organization sees it. What was retired is not there, nor what is for others.
 *
 * <p>Revision and open certificates determine all of it: whatever is made of it may be cached by both, and by nothing less.
 *
 * @param revision another one after every change
 * @param open those certificates that are not for everyone, but for the Organization
 * @param languages of its texts, as tags (BCP 47); all of them are in the first one, and some in others, too
 * @param vendor null while nothing has been published
 * @param compliances in the vendor's order
 * @param certifications in the vendor's order, with their certificates
 */
public record Catalogue(
        UUID revision,
        Set<CertificateId> open,
        List<String> languages,
        @Nullable VendorDetails vendor,
        List<ComplianceDetails> compliances,
        List<PublishedCertification> certifications) {

    /**
     * What is published about the vendor.
     *
     * @param support the e-mail address of those who answer questions on compliance
     * @param introduction plain text above the list of compliances
     * @param languages that the vendor names, as tags (BCP 47): that of all texts, and those of translations; empty if it names none
     * @param introductions the introduction in other languages, by language tag
     */
    @Embeddable
    public record VendorDetails(
            String name,
            String support,
            String introduction,

            @JdbcTypeCode(SqlTypes.ARRAY) List<String> languages,

            @ElementCollection
            @CollectionTable(name = "vendor_translation", joinColumns = @JoinColumn(name = "vendor"))
            @MapKeyColumn(name = "language")
            @Column(name = "introduction")
            Map<String, String> introductions) {

        public static final TextRule INTRODUCTION = TextRule.PLAIN;

        /** In one language, which the vendor does not name. */
        public VendorDetails(String name, String support, String introduction) {
            this(name, support, introduction, List.of(), Map.of());
        }

        /** A copy without Hibernate's collections. */
        public VendorDetails copy() {
            return new VendorDetails(name, support, introduction, List.copyOf(languages), Map.copyOf(introductions));
        }

        /** With its texts in that language; as it is if it has none in it. */
        VendorDetails in(String language) {
            return new VendorDetails(
                    name, support, introductions.getOrDefault(language, introduction), languages, introductions);
        }
    }

    /** With all texts in the languages of a reader. */
    public Catalogue in(ReaderLanguages reader) {
        return new Catalogue(
                revision,
                open,
                languages,
                vendor == null ? null : vendor.in(reader.language(vendor.introductions())),
                compliances.stream()
                        .map(compliance -> compliance.in(reader.language(compliance.translations())))
                        .toList(),
                certifications.stream()
                        .map(certification -> certification.in(reader))
                        .toList());
    }

    /** One compliance; empty if there is none with that code. */
    public Optional<ComplianceDetails> compliance(String code) {
        return compliances.stream()
                .filter(compliance -> compliance.code().equals(code))
                .findFirst();
    }

    /**
     * The status of a compliance as it holds on the given day. Only {@link Status#CERTIFIED} depends on the certifications
     * that attest it; one can comply without an attestation.
     */
    public StatusOnDay statusOn(ComplianceDetails compliance, LocalDate day) {
        return compliance.status() == Status.CERTIFIED
                ? StatusOnDay.attestedBy(attesting(compliance).toList(), Status.CERTIFIED, day)
                : StatusOnDay.asStated(compliance.status());
    }

    /** The certifications that attest a compliance, in the vendor's order. */
    public Stream<PublishedCertification> attesting(ComplianceDetails compliance) {
        return certifications.stream().filter(certification -> compliance.code().equals(certification.compliance()));
    }

    /** Whether another certification has the same name, but for case and blanks around it. */
    public boolean sharesItsName(PublishedCertification certification) {
        return certifications.stream()
                .filter(other -> !other.code().equals(certification.code()))
                .anyMatch(other -> other.name()
                        .strip()
                        .equalsIgnoreCase(certification.name().strip()));
    }

    /** One certification; empty if there is none with that code. */
    public Optional<PublishedCertification> certification(String code) {
        return certifications.stream()
                .filter(certification -> certification.code().equals(code))
                .findFirst();
    }

    /**
     * What the vendor says about a certification.
     *
     * @param code its name in addresses
     * @param summary plain text, one or two sentences
     * @param assures Markdown: what it assures
     * @param compliance code of the compliance that it attests; null if none
     * @param renewalCycle how often it is renewed; null if no cycle is stated
     * @param translations its texts in other languages, by language tag (BCP 47)
     */
    public record CertificationDetails(
            String code,
            String name,
            Status status,
            String summary,
            String assures,
            @Nullable String compliance,
            @Nullable RenewalCycle renewalCycle,
            Map<String, CertificationTexts> translations) {

        /** In one language. */
        public CertificationDetails(
                String code,
                String name,
                Status status,
                String summary,
                String assures,
                @Nullable String compliance,
                @Nullable RenewalCycle renewalCycle) {
            this(code, name, status, summary, assures, compliance, renewalCycle, Map.of());
        }

        public static final TextRule SUMMARY = TextRule.PLAIN;
        public static final TextRule ASSURES = TextRule.MARKDOWN;

        /** The same with these translations. */
        public CertificationDetails with(Map<String, CertificationTexts> others) {
            return new CertificationDetails(
                    code, name, status, summary, assures, compliance, renewalCycle, Map.copyOf(others));
        }

        /** What is shown of it where the catalogue is in these languages: no other translation, and none that is not complete. */
        public CertificationDetails within(List<String> languages) {
            Map<String, CertificationTexts> shown = new HashMap<>(translations);
            shown.entrySet()
                    .removeIf(translation -> !languages.contains(translation.getKey())
                            || !translation.getValue().isTranslationFor(renewalCycle));
            return with(shown);
        }
    }
}
