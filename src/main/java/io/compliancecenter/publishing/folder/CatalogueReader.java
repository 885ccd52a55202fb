package io.compliancecenter.publishing.folder;

import io.compliancecenter.catalogue.Catalogue.VendorDetails;
import io.compliancecenter.catalogue.CertificationDetails;
import io.compliancecenter.catalogue.ComplianceDetails;
import io.compliancecenter.catalogue.ComplianceDetails.Link;
import io.compliancecenter.catalogue.RenewalCycle;
import io.compliancecenter.catalogue.Status;
import io.compliancecenter.publishing.folder.CatalogueFile.ListedCertificate;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code catalogue.yaml}. */
final class CatalogueReader {

    static final String FILE = "catalogue.yaml";

    private static final int MAX_NAME = 200;
    private static final int MAX_PLAIN = 2_000;
    private static final int MAX_MARKDOWN = 100_000;

    private final ValidationErrors errors;
    private final Set<String> complianceCodes = new HashSet<>();
    private final Set<String> certificationCodes = new HashSet<>();
    private final List<ListedCertificate> certificates = new ArrayList<>();

    private CatalogueReader(ValidationErrors errors) {
        this.errors = errors;
    }

    /** The content of the file, with wrong values replaced; empty if it is not a catalogue at all. */
    static Optional<CatalogueFile> read(String text, ValidationErrors errors) {
        return YamlMapping.read(FILE, text, errors, "vendor", "introduction", "compliances", "certifications")
                .map(root -> new CatalogueReader(errors).catalogue(root));
    }

    private CatalogueFile catalogue(YamlMapping root) {
        VendorDetails vendor = vendor(root);
        List<ComplianceDetails> compliances = root
                .requiredMappings(
                        "compliances", "code", "name", "status", "summary", "description", "how-we-comply", "links")
                .stream()
                .map(this::compliance)
                .toList();
        List<CertificationDetails> certifications = root
                .requiredMappings(
                        "certifications",
                        "code",
                        "name",
                        "status",
                        "compliance",
                        "summary",
                        "assures",
                        "renewal-cycle",
                        "certificates")
                .stream()
                .map(this::certification)
                .toList();
        return new CatalogueFile(vendor, compliances, certifications, certificates);
    }

    private VendorDetails vendor(YamlMapping root) {
        String introduction = root.text("introduction", MAX_PLAIN);
        return root.requiredMapping("vendor", "name", "support")
                .map(vendor -> new VendorDetails(
                        vendor.line("name", MAX_NAME), vendor.value("support", ValueParser.EMAIL, ""), introduction))
                .orElse(new VendorDetails("", "", ""));
    }

    private ComplianceDetails compliance(YamlMapping entry) {
        return new ComplianceDetails(
                code(entry, complianceCodes),
                entry.line("name", MAX_NAME),
                status(entry),
                entry.text("summary", MAX_PLAIN),
                entry.text("description", MAX_MARKDOWN),
                entry.optionalText("how-we-comply", MAX_MARKDOWN),
                entry.mappings("links", "label", "url").stream()
                        .map(link -> new Link(link.line("label", MAX_NAME), link.value("url", ValueParser.LINK, "")))
                        .toList());
    }

    private CertificationDetails certification(YamlMapping entry) {
        String code = code(entry, certificationCodes);
        entry.mappings("certificates", "file", "issuer", "issued-on", "valid-until", "protection").stream()
                .map(certificate -> certificate(code, certificate))
                .forEach(certificates::add);
        return new CertificationDetails(
                code,
                entry.line("name", MAX_NAME),
                status(entry),
                entry.text("summary", MAX_PLAIN),
                entry.text("assures", MAX_MARKDOWN),
                complianceOf(entry),
                entry.mapping("renewal-cycle", "every", "description", "audits")
                        .map(CatalogueReader::renewalCycle)
                        .orElse(null));
    }

    private String code(YamlMapping entry, Set<String> seen) {
        String code = entry.value("code", ValueParser.CODE, "");
        if (!code.isEmpty() && !seen.add(code)) {
            errors.add(entry.at("code"), "'" + code + "' is there twice");
        }
        return code;
    }

    private static Status status(YamlMapping entry) {
        return entry.value("status", ValueParser.oneOf(Status.class), Status.NOT_APPLICABLE);
    }

    private @Nullable String complianceOf(YamlMapping certification) {
        String code = certification.optionalText("compliance", MAX_NAME);
        if (code != null && !complianceCodes.contains(code)) {
            errors.add(certification.at("compliance"), "there is no compliance with the code '" + code + "'");
        }
        return code;
    }

    private static RenewalCycle renewalCycle(YamlMapping cycle) {
        return new RenewalCycle(
                every(cycle),
                cycle.text("description", MAX_PLAIN),
                cycle.mappings("audits", "name", "every").stream()
                        .map(audit -> new RenewalCycle.Audit(audit.line("name", MAX_NAME), every(audit)))
                        .toList());
    }

    private static Period every(YamlMapping entry) {
        return entry.value("every", ValueParser.PERIOD, Period.ofYears(1));
    }

    private ListedCertificate certificate(String certification, YamlMapping entry) {
        LocalDate issuedOn = entry.value("issued-on", ValueParser.DATE, LocalDate.EPOCH);
        LocalDate validUntil =
                entry.has("valid-until") ? entry.value("valid-until", ValueParser.DATE, LocalDate.MAX) : null;
        if (validUntil != null && validUntil.isBefore(issuedOn)) {
            errors.add(entry.at("valid-until"), "is before issued-on");
        }
        return new ListedCertificate(
                entry.at("file"),
                certification,
                entry.line("file", MAX_NAME),
                entry.line("issuer", MAX_NAME),
                issuedOn,
                validUntil,
                entry.has("protection") && entry.value("protection", ValueParser.PROTECTION, false));
    }
}
