package io.compliancecenter.publishing.folder.export;

import io.compliancecenter.catalogue.Audience;
import io.compliancecenter.catalogue.CataloguePublisher.CatalogueEdition;
import io.compliancecenter.catalogue.published.Catalogue.CertificationDetails;
import io.compliancecenter.catalogue.published.CertificationTexts;
import io.compliancecenter.catalogue.published.ComplianceDetails;
import io.compliancecenter.catalogue.published.ComplianceTexts;
import io.compliancecenter.catalogue.published.IssuedCertificate;
import io.compliancecenter.catalogue.published.RenewalCycle;
import io.compliancecenter.catalogue.rules.TextRule;
import io.compliancecenter.publishing.folder.CatalogueFile;
import io.compliancecenter.publishing.folder.Translations;
import io.compliancecenter.publishing.pdfcheck.KeptContent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes {@code catalogue.yaml}, or one item of it, as {@link CatalogueFile} reads it. */
public final class CatalogueWriter {

    private CatalogueWriter() {}

    /**
     * The whole file.
     *
     * @param kept see {@link FolderContent}
     */
    public static String write(CatalogueEdition edition, Map<String, Set<KeptContent>> kept) {
        Map<String, Object> root = new LinkedHashMap<>();
        if (!edition.vendor().languages().isEmpty()) {
            root.put(Translations.LANGUAGES, edition.vendor().languages());
        }
        Map<String, Object> vendor = new LinkedHashMap<>();
        vendor.put("name", edition.vendor().name());
        vendor.put("support", edition.vendor().support());
        root.put("vendor", vendor);
        root.put("introduction", edition.vendor().introduction());
        putTranslations(
                root,
                edition.vendor().introductions(),
                introduction -> new LinkedHashMap<>(Map.of("introduction", introduction)));
        root.put(
                "compliances",
                edition.compliances().stream().map(CatalogueWriter::compliance).toList());
        root.put(
                "certifications",
                edition.certifications().stream()
                        .map(certification -> certification(certification, edition, kept))
                        .toList());
        return YamlText.of(root);
    }

    /** The entry of a compliance, as part of the list. */
    public static String write(ComplianceDetails compliance) {
        return YamlText.of(Map.of("compliances", List.of(compliance(compliance))));
    }

    /**
     * The entry of a certification with its certificates, as part of the list.
     *
     * @param kept see {@link FolderContent}
     */
    public static String write(
            CertificationDetails certification, CatalogueEdition edition, Map<String, Set<KeptContent>> kept) {
        return YamlText.of(Map.of("certifications", List.of(certification(certification, edition, kept))));
    }

    /** Where the file of a certificate is in a folder that is written. */
    public static String file(IssuedCertificate certificate, CatalogueEdition edition) {
        int number = edition.certificates().indexOf(certificate) + 1;
        String file = "certificates/" + certificate.certification() + "/" + number + "/" + certificate.fileName();
        return file.length() <= TextRule.LINE.mostCharacters()
                ? file
                : "certificates/" + number + "/" + certificate.fileName();
    }

    private static Map<String, Object> compliance(ComplianceDetails details) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("code", details.code());
        entry.put("name", details.name());
        entry.put("status", details.status().name());
        entry.put("summary", details.summary());
        entry.put("description", details.description());
        putIfThere(entry, "how-we-comply", details.howWeComply());
        if (!details.links().isEmpty()) {
            entry.put(
                    "links",
                    details.links().stream()
                            .map(link -> pair("label", link.label(), "url", link.url()))
                            .toList());
        }
        putTranslations(entry, details.translations(), CatalogueWriter::texts);
        return entry;
    }

    private static Map<String, Object> certification(
            CertificationDetails details, CatalogueEdition edition, Map<String, Set<KeptContent>> kept) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("code", details.code());
        entry.put("name", details.name());
        entry.put("status", details.status().name());
        putIfThere(entry, "compliance", details.compliance());
        entry.put("summary", details.summary());
        entry.put("assures", details.assures());
        RenewalCycle cycle = details.renewalCycle();
        if (cycle != null) {
            entry.put("renewal-cycle", cycle(cycle));
        }
        putTranslations(entry, details.translations(), CatalogueWriter::texts);
        List<Map<String, Object>> certificates = edition.certificates().stream()
                .filter(certificate -> certificate.certification().equals(details.code()))
                .map(certificate ->
                        certificate(certificate, edition, kept.getOrDefault(certificate.sha256(), Set.of())))
                .toList();
        if (!certificates.isEmpty()) {
            entry.put("certificates", certificates);
        }
        return entry;
    }

    private static Map<String, Object> texts(ComplianceTexts texts) {
        Map<String, Object> entry = pair("name", texts.name(), "summary", texts.summary());
        entry.put("description", texts.description());
        putIfThere(entry, "how-we-comply", texts.howWeComply());
        putIfThere(entry, "links", texts.linkLabels().isEmpty() ? null : texts.linkLabels());
        return entry;
    }

    private static Map<String, Object> texts(CertificationTexts texts) {
        Map<String, Object> entry = pair("name", texts.name(), "summary", texts.summary());
        entry.put("assures", texts.assures());
        if (texts.renewalDescription() != null) {
            Map<String, Object> cycle = new LinkedHashMap<>();
            cycle.put("description", texts.renewalDescription());
            putIfThere(cycle, "audits", texts.auditNames().isEmpty() ? null : texts.auditNames());
            entry.put("renewal-cycle", cycle);
        }
        return entry;
    }

    /** By language, in alphabetical order. */
    private static <T> void putTranslations(
            Map<String, Object> entry, Map<String, T> translations, Function<T, Map<String, Object>> texts) {
        Map<String, Object> written = new LinkedHashMap<>();
        new TreeMap<>(translations).forEach((language, translation) -> written.put(language, texts.apply(translation)));
        putIfThere(entry, Translations.FIELD, written.isEmpty() ? null : written);
    }

    private static Map<String, Object> cycle(RenewalCycle cycle) {
        Map<String, Object> entry = pair("every", cycle.every().toString(), "description", cycle.description());
        if (!cycle.audits().isEmpty()) {
            entry.put(
                    "audits",
                    cycle.audits().stream()
                            .map(audit -> pair(
                                    "name", audit.name(), "every", audit.every().toString()))
                            .toList());
        }
        return entry;
    }

    private static Map<String, Object> certificate(
            IssuedCertificate certificate, CatalogueEdition edition, Set<KeptContent> kept) {
        Map<String, Object> entry = pair("file", file(certificate, edition), "issuer", certificate.issuer());
        entry.put("issued-on", certificate.issuedOn());
        putIfThere(entry, "valid-until", certificate.validUntil());
        kept.stream().sorted().forEach(content -> entry.put(content.name().toLowerCase(Locale.ROOT), "keep"));
        Audience audience = edition.audiences().get(certificate);
        if (audience != null) {
            entry.put(
                    "for",
                    audience.groups().stream().map(CatalogueWriter::group).toList());
            entry.put(
                    "otherwise",
                    audience.otherwise().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return entry;
    }

    private static Object group(Audience.Group group) {
        return limited("group", group.code(), group.validFrom(), group.validUntil());
    }

    /** A text alone where it counts always. */
    static Object limited(String field, String value, @Nullable Instant from, @Nullable Instant until) {
        if (from == null && until == null) {
            return value;
        }
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put(field, value);
        putIfThere(entry, "from", from);
        putIfThere(entry, "until", until);
        return entry;
    }

    static Map<String, Object> pair(String field, Object value, String other, Object otherValue) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put(field, value);
        entry.put(other, otherValue);
        return entry;
    }

    private static void putIfThere(Map<String, Object> entry, String field, @Nullable Object value) {
        if (value != null) {
            entry.put(field, value);
        }
    }
}
