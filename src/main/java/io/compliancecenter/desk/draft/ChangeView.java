package io.compliancecenter.desk.draft;

import io.compliancecenter.web.FileSize;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A change as the page of its draft shows it.
 *
 * @param title name of the compliance or certification
 * @param fields those that differ from what is published
 * @param order the new order; empty if this is no change of order
 * @param complete whether it can be published as it is
 * @param document null if it has none
 * @param incomplete names of the languages whose translation has not as many links or audits as the item, so that it is not shown
 * @param withdrawn number of the version that a new certificate follows, if that is withdrawn, so that nothing is compared; null if not
 */
record ChangeView(
        ChangeKind kind,
        String key,
        String title,
        Effect effect,
        List<ChangedField> fields,
        List<Place> order,
        boolean complete,
        @Nullable Document document,
        List<String> incomplete,
        @Nullable Integer withdrawn) {

    /** What a change does to an item. */
    enum Effect {
        NEW,
        CHANGED,
        /** It is no longer shown. */
        RETIRED,
        /** It is shown again. */
        RETURNED
    }

    /**
     * An item in the new order.
     *
     * @param before its place until now, from 1; 0 if it had none
     * @param moved whether that is another one
     */
    record Place(String name, int before, boolean moved) {}

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

    /**
     * A change for the page.
     *
     * @param superseded by a new certificate; null for another change
     * @param known everything that was ever published
     */
    static ChangeView of(
            DraftChange change,
            @Nullable DraftDocument document,
            Drafts.@Nullable Superseded superseded,
            KnownItems known,
            JsonMapper json,
            Locale language,
            ZoneId zone) {
        JsonNode after = json.readTree(change.content());
        boolean certificate = change.kind() == ChangeKind.CERTIFICATE;
        String replaces = superseded == null ? change.replaces() : superseded.content();
        JsonNode before = replaces == null ? json.createObjectNode() : json.readTree(replaces);
        boolean retires = after.has("retired");
        return new ChangeView(
                change.kind(),
                change.key(),
                title(change, after, known),
                retires
                        ? Effect.RETIRED
                        : replaces != null && change.kind() != ChangeKind.TERMS
                                ? Effect.CHANGED
                                : known.isRetired(change.kind(), change.key()) ? Effect.RETURNED : Effect.NEW,
                retires ? List.of() : fields(change.kind(), before, after, groups(superseded, json), language, zone),
                change.kind() == ChangeKind.ORDER ? order(change.key(), before, after, known) : List.of(),
                !certificate || !ChangedField.text(after.path("issuer")).isEmpty(),
                document == null ? null : Document.of(document, language),
                incomplete(after, language),
                certificate && replaces == null ? withdrawn(change, json) : null);
    }

    /** The desk's forms save none; see {@code isTranslationOf} of the catalogue's texts. */
    private static List<String> incomplete(JsonNode item, Locale reader) {
        return item.path("translations").properties().stream()
                .filter(translation -> translation.getValue().path("linkLabels").size()
                                != item.path("links").size()
                        || translation.getValue().path("auditNames").size()
                                != item.path("audits").size())
                .map(translation -> Locale.forLanguageTag(translation.getKey()).getDisplayName(reader))
                .toList();
    }

    private static @Nullable Integer withdrawn(DraftChange change, JsonMapper json) {
        String followed = change.replaces();
        int version =
                followed == null ? 0 : json.readTree(followed).path("follows").asInt(0);
        return version == 0 ? null : version;
    }

    /** All of a certificate, so that the approver sees whom it is for, and otherwise those that differ. */
    private static List<ChangedField> fields(
            ChangeKind kind,
            JsonNode before,
            JsonNode after,
            Map<String, String> groups,
            Locale language,
            ZoneId zone) {
        Stream<ChangedField> fields = kind == ChangeKind.CERTIFICATE
                ? ChangedField.all(kind, before, after)
                : ChangedField.between(kind, before, after).stream();
        return fields.map(field -> field.readable(groups, language, zone)).toList();
    }

    private static Map<String, String> groups(Drafts.@Nullable Superseded superseded, JsonMapper json) {
        return superseded == null || superseded.groups() == null
                ? Map.of()
                : json.readTree(superseded.groups()).properties().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, group -> group.getValue().asString()));
    }

    private static String title(DraftChange change, JsonNode after, KnownItems known) {
        return switch (change.kind()) {
            case CERTIFICATE -> known.name(ChangeKind.CERTIFICATION, ChangedField.text(after.path("certification")));
            case TERMS -> change.key();
            default -> ChangedField.text(after.path("name"));
        };
    }

    private static List<Place> order(String list, JsonNode before, JsonNode after, KnownItems known) {
        List<String> former = codes(before);
        List<String> wanted = codes(after);
        return wanted.stream()
                .map(code -> new Place(
                        known.name(ChangeKind.valueOf(list), code),
                        former.indexOf(code) + 1,
                        former.indexOf(code) != wanted.indexOf(code)))
                .toList();
    }

    private static List<String> codes(JsonNode content) {
        return content.path("codes").valueStream().map(JsonNode::asString).toList();
    }
}
