package io.compliancecenter.desk.preview;

import io.compliancecenter.catalogue.published.Catalogue.CertificationDetails;
import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.catalogue.published.CertificationTexts;
import io.compliancecenter.catalogue.published.ComplianceDetails;
import io.compliancecenter.catalogue.published.ComplianceTexts;
import io.compliancecenter.catalogue.published.IssuedCertificate;
import io.compliancecenter.catalogue.published.PublishedDocument.CopyKind;
import io.compliancecenter.catalogue.published.RenewalCycle;
import io.compliancecenter.catalogue.published.Restriction;
import io.compliancecenter.catalogue.published.Restriction.Access;
import io.compliancecenter.catalogue.published.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Items of the catalogue from the JSON that a draft has of them. */
final class PlannedItems {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PlannedItems() {}

    static ComplianceDetails compliance(String code, JsonNode content) {
        return new ComplianceDetails(
                code,
                required(content, "name"),
                Status.valueOf(required(content, "status")),
                required(content, "summary"),
                required(content, "description"),
                text(content, "howWeComply"),
                content.path("links")
                        .valueStream()
                        .map(link -> new ComplianceDetails.Link(required(link, "label"), required(link, "url")))
                        .toList(),
                translations(content, ComplianceTexts.class));
    }

    static CertificationDetails certification(String code, JsonNode content) {
        return new CertificationDetails(
                code,
                required(content, "name"),
                Status.valueOf(required(content, "status")),
                required(content, "summary"),
                required(content, "assures"),
                text(content, "compliance"),
                cycle(content),
                translations(content, CertificationTexts.class));
    }

    private static <T> Map<String, T> translations(JsonNode content, Class<T> type) {
        Map<String, T> translations = new HashMap<>();
        for (Map.Entry<String, JsonNode> translation :
                content.path("translations").properties()) {
            translations.put(translation.getKey(), JSON.treeToValue(translation.getValue(), type));
        }
        return translations;
    }

    private static @Nullable RenewalCycle cycle(JsonNode content) {
        String every = text(content, "renewalEvery");
        return every == null
                ? null
                : new RenewalCycle(
                        Period.parse(every),
                        required(content, "renewalDescription"),
                        content.path("audits")
                                .valueStream()
                                .map(audit -> new RenewalCycle.Audit(
                                        required(audit, "name"), Period.parse(required(audit, "every"))))
                                .toList());
    }

    static IssuedCertificate issued(
            String certification, JsonNode content, String sha256, int size, int pages, CopyKind copyKind) {
        String validUntil = text(content, "validUntil");
        return new IssuedCertificate(
                certification,
                required(content, "issuer"),
                LocalDate.parse(required(content, "issuedOn")),
                validUntil == null ? null : LocalDate.parse(validUntil),
                required(content, "fileName"),
                sha256,
                size,
                pages,
                copyKind,
                null);
    }

    /**
     * Whom a new certificate is for: the groups that the draft names, and the single Organizations that the former one is for.
     *
     * @param former restriction of the version before; null if that is for everyone, or there is none
     * @return null if it is for everyone
     */
    static @Nullable Restriction restriction(CertificateId id, JsonNode content, @Nullable Restriction former) {
        String otherwise = text(content, "otherwise");
        if (otherwise == null) {
            return former == null ? null : new Restriction(id, former.onRequest(), former.access());
        }
        if (otherwise.equals("EVERYONE")) {
            return null;
        }
        Stream<Access> groups = content.path("groups")
                .valueStream()
                .map(group -> new Access(
                        required(group, "group"), null, time(text(group, "from")), time(text(group, "until"))));
        Stream<Access> organizations =
                former == null ? Stream.of() : former.access().stream().filter(access -> access.organization() != null);
        return new Restriction(
                id,
                otherwise.equals("ON_REQUEST"),
                Stream.concat(groups, organizations).toList());
    }

    private static @Nullable Instant time(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    private static String required(JsonNode content, String name) {
        return content.path(name).asString();
    }

    private static @Nullable String text(JsonNode content, String name) {
        return content.hasNonNull(name) ? content.path(name).asString() : null;
    }
}
