package io.compliancecenter.desk.draft;

import io.compliancecenter.web.FileSize;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A change as the page of its draft shows it.
 *
 * @param title name of the compliance or certification
 * @param isNew whether nothing is replaced
 * @param fields those that differ from what is published
 * @param complete whether it can be published as it is
 * @param document null if it has none
 */
record ChangeView(
        ChangeKind kind,
        String key,
        String title,
        boolean isNew,
        List<Field> fields,
        boolean complete,
        @Nullable Document document) {

    private static final Map<ChangeKind, List<String>> FIELDS = Map.of(
            ChangeKind.COMPLIANCE, List.of("name", "status", "summary", "description", "howWeComply", "links"),
            ChangeKind.CERTIFICATION,
                    List.of(
                            "name",
                            "status",
                            "summary",
                            "assures",
                            "compliance",
                            "renewalEvery",
                            "renewalDescription",
                            "audits"),
            ChangeKind.CERTIFICATE, List.of("issuer", "issuedOn", "validUntil", "fileName"));

    /**
     * A field that changes.
     *
     * @param before empty if there was nothing
     * @param after empty if there is to be nothing
     */
    record Field(String name, String before, String after) {}

    /**
     * The PDF of a certificate.
     *
     * @param signed whether it is digitally signed, so that its copies are not stamped
     */
    record Document(int pages, String size, String sha256, boolean signed) {

        static Document of(DraftDocument document, Locale language) {
            return new Document(
                    document.pages(), FileSize.text(document.size(), language), document.sha256(), document.isSigned());
        }
    }

    /** @param certifications names by code */
    static ChangeView of(
            DraftChange change,
            @Nullable DraftDocument document,
            Map<String, String> certifications,
            JsonMapper json,
            Locale language) {
        JsonNode after = json.readTree(change.content());
        boolean certificate = change.kind() == ChangeKind.CERTIFICATE;
        String replaces = change.replaces();
        JsonNode before = certificate || replaces == null ? json.createObjectNode() : json.readTree(replaces);
        String code = text(after.path("certification"));
        return new ChangeView(
                change.kind(),
                change.key(),
                certificate ? certifications.getOrDefault(code, code) : text(after.path("name")),
                replaces == null,
                Objects.requireNonNull(FIELDS.get(change.kind())).stream()
                        .map(name -> new Field(name, text(before.path(name)), text(after.path(name))))
                        .filter(field -> !field.before().equals(field.after()))
                        .toList(),
                !certificate || (document != null && !text(after.path("issuer")).isEmpty()),
                document == null ? null : Document.of(document, language));
    }

    /** A list has a line for each of its items. */
    private static String text(JsonNode value) {
        if (value.isArray() || value.isObject()) {
            return value.valueStream()
                    .map(ChangeView::text)
                    .collect(Collectors.joining(value.isArray() ? "\n" : " · "));
        }
        return value.isNull() || value.isMissingNode() ? "" : value.asString();
    }
}
