package io.compliancecenter.publishing.folder;

import io.compliancecenter.catalogue.Audience;
import io.compliancecenter.catalogue.Audience.Otherwise;
import io.compliancecenter.catalogue.CataloguePublisher.CatalogueEdition;
import io.compliancecenter.catalogue.published.Catalogue.CertificationDetails;
import io.compliancecenter.catalogue.published.Catalogue.VendorDetails;
import io.compliancecenter.catalogue.published.ComplianceDetails;
import io.compliancecenter.catalogue.published.ComplianceDetails.Link;
import io.compliancecenter.catalogue.published.IssuedCertificate;
import io.compliancecenter.catalogue.published.RenewalCycle;
import io.compliancecenter.catalogue.published.Status;
import io.compliancecenter.publishing.pdfcheck.KeptContent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code catalogue.yaml} says, with wrong values replaced. */
public final class CatalogueFile {

    public static final String NAME = "catalogue.yaml";

    private static final ValueParser<Status> STATUS = ValueParser.of(Status.FORMAT, Status.COMPLIANT);

    private final Set<String> complianceCodes = new HashSet<>();
    private final Set<String> certificationCodes = new HashSet<>();
    private final List<ListedCertificate> certificates = new ArrayList<>();
    private final Map<Location, String> groups = new LinkedHashMap<>();
    private final Location languagesLocation;
    private final Translations translations;
    private final VendorDetails vendor;
    private final List<ComplianceDetails> compliances;
    private final List<CertificationDetails> certifications;

    /**
     * A certificate whose file is not read yet.
     *
     * @param location where the catalogue names its file
     * @param certification code of its certification
     * @param file below the folder
     * @param validUntil null if it has no expiry date
     * @param removesProtection whether a file that is protected against changes may be published without its protection
     * @param kept what a file may be published with
     * @param audience for whom it is; null for everyone
     */
    record ListedCertificate(
            Location location,
            String certification,
            String file,
            String issuer,
            LocalDate issuedOn,
            @Nullable LocalDate validUntil,
            boolean removesProtection,
            Set<KeptContent> kept,
            @Nullable Audience audience) {}

    private CatalogueFile(YamlMapping root) {
        languagesLocation = root.at(Translations.LANGUAGES);
        translations = new Translations(root);
        String introduction = root.text("introduction", VendorDetails.INTRODUCTION);
        vendor = translations.of(
                root,
                root.requiredMapping(
                                "vendor",
                                entry -> new VendorDetails(
                                        entry.line("name"), entry.value("support", ValueParser.EMAIL), introduction))
                        .orElse(new VendorDetails("", "", introduction)));
        compliances = root.requiredMappings("compliances", this::compliance);
        certifications = root.requiredMappings("certifications", this::certification);
    }

    /** Reads the file; empty if it is not a catalogue at all. */
    static Optional<CatalogueFile> read(String text, ValidationErrors errors) {
        return YamlMapping.read(NAME, text, errors, CatalogueFile::new);
    }

    /** Where it names its languages, or where it would. */
    Location languagesLocation() {
        return languagesLocation;
    }

    /** Of all certifications, in the order of the file. */
    List<ListedCertificate> certificates() {
        return certificates;
    }

    /** Reports the access groups that certificates are for but that are not there. */
    void requireGroups(Set<String> published, ValidationErrors errors) {
        groups.forEach((location, code) -> {
            if (!published.contains(code)) {
                errors.add(location, "there is no group with the code '" + code + "' in " + OrganizationsFile.NAME);
            }
        });
    }

    /**
     * The catalogue with what is known of the files of its certificates.
     *
     * @param issued the certificates with their audiences; everyone, if there is none
     */
    CatalogueEdition with(Map<IssuedCertificate, Optional<Audience>> issued) {
        Map<IssuedCertificate, Audience> audiences = new HashMap<>();
        issued.forEach((certificate, audience) -> audience.ifPresent(found -> audiences.put(certificate, found)));
        return new CatalogueEdition(
                vendor, compliances, certifications, List.copyOf(issued.keySet()), Map.copyOf(audiences));
    }

    private ComplianceDetails compliance(YamlMapping entry) {
        ComplianceDetails compliance = new ComplianceDetails(
                entry.uniqueValue("code", ValueParser.CODE, complianceCodes),
                entry.line("name"),
                entry.value("status", STATUS),
                entry.text("summary", ComplianceDetails.SUMMARY),
                entry.text("description", ComplianceDetails.DESCRIPTION),
                entry.optionalText("how-we-comply", ComplianceDetails.HOW_WE_COMPLY),
                entry.mappings("links", link -> new Link(link.line("label"), link.value("url", ValueParser.LINK))));
        return translations.of(entry, compliance);
    }

    private CertificationDetails certification(YamlMapping entry) {
        String code = entry.uniqueValue("code", ValueParser.CODE, certificationCodes);
        certificates.addAll(entry.mappings("certificates", certificate -> certificate(code, certificate)));
        CertificationDetails certification = new CertificationDetails(
                code,
                entry.line("name"),
                entry.value("status", STATUS),
                entry.text("summary", CertificationDetails.SUMMARY),
                entry.text("assures", CertificationDetails.ASSURES),
                compliance(entry, "compliance"),
                entry.mapping("renewal-cycle", CatalogueFile::renewalCycle).orElse(null));
        return translations.of(entry, certification);
    }

    private @Nullable String compliance(YamlMapping certification, String field) {
        String code = certification.optionalValue(field, ValueParser.CODE);
        if (code != null && !complianceCodes.contains(code)) {
            certification.report(field, "there is no compliance with the code '" + code + "'");
        }
        return code;
    }

    private static RenewalCycle renewalCycle(YamlMapping cycle) {
        return new RenewalCycle(
                cycle.value("every", ValueParser.PERIOD),
                cycle.text("description", RenewalCycle.DESCRIPTION),
                cycle.mappings(
                        "audits",
                        audit -> new RenewalCycle.Audit(audit.line("name"), audit.value("every", ValueParser.PERIOD))));
    }

    private ListedCertificate certificate(String certification, YamlMapping entry) {
        LocalDate issuedOn = entry.value("issued-on", ValueParser.DATE);
        LocalDate validUntil = entry.optionalValue("valid-until", ValueParser.DATE);
        if (validUntil != null && validUntil.isBefore(issuedOn)) {
            entry.report("valid-until", "is before issued-on");
        }
        return new ListedCertificate(
                entry.at("file"),
                certification,
                entry.line("file"),
                entry.line("issuer"),
                issuedOn,
                validUntil,
                entry.optionalValue("protection", ValueParser.PROTECTION) != null,
                kept(entry),
                audience(entry));
    }

    private static Set<KeptContent> kept(YamlMapping certificate) {
        Set<KeptContent> kept = EnumSet.noneOf(KeptContent.class);
        for (KeptContent content : KeptContent.values()) {
            if (certificate.optionalValue(content.name().toLowerCase(Locale.ROOT), ValueParser.KEEP) != null) {
                kept.add(content);
            }
        }
        return kept;
    }

    private @Nullable Audience audience(YamlMapping entry) {
        Otherwise otherwise = entry.optionalValue("otherwise", ValueParser.OTHERWISE);
        if (!entry.has("for")) {
            if (entry.names().contains("for")) {
                entry.report(
                        "for",
                        "is empty; write 'for: []' if it is for no group, or leave it out if it is for everyone");
            } else if (otherwise != null) {
                entry.report("otherwise", "has no meaning without 'for': the certificate is for everyone");
            }
            return null;
        }
        Set<String> seen = new HashSet<>();
        List<Audience.Group> audience = entry.mappings("for", "group", group -> group(group, seen));
        return new Audience(otherwise == null ? Otherwise.HIDDEN : otherwise, audience);
    }

    private Audience.Group group(YamlMapping entry, Set<String> seen) {
        String code = entry.uniqueValue("group", ValueParser.CODE, seen);
        if (!code.isEmpty()) {
            groups.put(entry.at("group"), code);
        }
        Validity validity = Validity.of(entry);
        return new Audience.Group(code, validity.from(), validity.until());
    }
}
