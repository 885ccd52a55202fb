package io.compliancecenter.desk.draft;

import io.compliancecenter.catalogue.rules.ValueFormat;
import io.compliancecenter.redline.Redline;
import io.compliancecenter.web.PeriodText;
import io.compliancecenter.web.TimeText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A field that differs between two states of an item.
 *
 * @param language of a translation, or of the text of terms, as a tag; null for what is in the first language of the catalogue
 * @param before empty if there was nothing
 * @param after empty if there is to be nothing
 * @param words both texts, compared word by word; empty if only one of them is there, only white space differs, or it has a value
 *     and no text
 */
public record ChangedField(
        String name, @Nullable String language, String before, String after, List<Redline.Part> words) {

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
            ChangeKind.CERTIFICATE,
                    List.of("issuer", "issuedOn", "validUntil", "fileName", "otherwise", "groups", "allowances"),
            ChangeKind.ORDER, List.of(),
            ChangeKind.TERMS, List.of("kind", "effectiveAt"));

    /** Texts of a translation, by the field that they translate, in the order of the form. */
    private static final Map<String, String> TRANSLATED = translated();

    /** Of links, audits and groups, in the order of their forms: the database keeps none. */
    private static final List<String> PARTS = List.of("label", "name", "url", "every", "group", "from", "until");

    /** Fields with words of the page: the beginning of their message keys. */
    private static final Map<String, String> CODED = Map.of(
            "status", "status.",
            "otherwise", "desk.audience.",
            "allowances", "desk.allowance.",
            "kind", "desk.terms.kind.");

    private static final String SEPARATOR = " · ";
    private static final Set<String> DAYS = Set.of("issuedOn", "validUntil");
    private static final Set<String> MOMENTS = Set.of("effectiveAt");

    /** Each line ends with a period. */
    private static final Set<String> PERIODS = Set.of("renewalEvery", "audits");

    /** Shown beside each other. */
    private static final Set<String> VALUES = Set.of(
            "issuer",
            "issuedOn",
            "validUntil",
            "fileName",
            "otherwise",
            "groups",
            "allowances",
            "kind",
            "effectiveAt",
            "renewalEvery");

    /** The fields of an item that differ, in the order of its form. */
    static List<ChangedField> between(ChangeKind kind, JsonNode before, JsonNode after) {
        return all(kind, before, after)
                .filter(field -> !field.before().equals(field.after()))
                .toList();
    }

    /** The fields of an item that differ, in the order of its form, as the reader writes days, moments and periods. */
    public static List<ChangedField> between(
            ChangeKind kind, JsonNode before, JsonNode after, Locale reader, ZoneId zone) {
        return between(kind, before, after).stream()
                .map(field -> field.readable(Map.of(), reader, zone))
                .toList();
    }

    /** The fields of an item that are not empty in both, in the order of its form. */
    static Stream<ChangedField> all(ChangeKind kind, JsonNode before, JsonNode after) {
        Stream<ChangedField> fields = Objects.requireNonNull(FIELDS.get(kind)).stream()
                .map(name -> of(name, text(before.path(name)), text(after.path(name))));
        return Stream.of(
                        fields,
                        texts(before.path("texts"), after.path("texts")),
                        translations(before.path("translations"), after.path("translations")))
                .flatMap(Function.identity())
                .filter(field -> !field.before().isEmpty() || !field.after().isEmpty());
    }

    private static Map<String, String> translated() {
        Map<String, String> fields = new LinkedHashMap<>();
        Stream.of("name", "summary", "description", "howWeComply", "assures", "renewalDescription")
                .forEach(field -> fields.put(field, field));
        fields.put("linkLabels", "links");
        fields.put("auditNames", "audits");
        return fields;
    }

    /** The text of terms, in all languages of either. */
    private static Stream<ChangedField> texts(JsonNode before, JsonNode after) {
        return languages(before, after)
                .map(language -> of("texts", language, text(before.path(language)), text(after.path(language))));
    }

    private static Stream<ChangedField> translations(JsonNode before, JsonNode after) {
        return languages(before, after)
                .flatMap(language -> TRANSLATED.entrySet().stream()
                        .map(field -> of(
                                field.getValue(),
                                language,
                                text(before.path(language).path(field.getKey())),
                                text(after.path(language).path(field.getKey())))));
    }

    private static Stream<String> languages(JsonNode before, JsonNode after) {
        return Stream.concat(before.propertyNames().stream(), after.propertyNames().stream())
                .distinct()
                .sorted();
    }

    /**
     * A field.
     *
     * @param before empty if there was nothing
     * @param after empty if there is to be nothing
     */
    public static ChangedField of(String name, String before, String after) {
        return of(name, null, before, after);
    }

    private static ChangedField of(String name, @Nullable String language, String before, String after) {
        if (VALUES.contains(name)) {
            return new ChangedField(name, language, before, after, List.of());
        }
        // Where words end is the same in the languages of catalogues.
        Redline redline = Redline.betweenLines(before, after, Locale.ROOT);
        return new ChangedField(
                name,
                language,
                before,
                after,
                before.isEmpty() || after.isEmpty() || redline.empty() ? List.of() : redline.parts());
    }

    /** The name of its language, for a reader; null if it has none. */
    public @Nullable String languageName(Locale reader) {
        return language == null ? null : Locale.forLanguageTag(language).getDisplayName(reader);
    }

    /** Beginning of the message keys of its values, one on each line; null if they are shown as they are. */
    public @Nullable String messages() {
        return CODED.get(name);
    }

    /**
     * With days, moments and periods as the reader writes them, and the names of groups beside their codes: groups can have the same
     * name.
     *
     * @param groups names of access groups by code
     */
    ChangedField readable(Map<String, String> groups, Locale reader, ZoneId zone) {
        if (PERIODS.contains(name) && language == null) {
            return of(name, null, periods(before, reader), periods(after, reader));
        }
        UnaryOperator<String> text = value -> {
            if (value.isEmpty()) {
                return value;
            }
            if (DAYS.contains(name)) {
                return TimeText.of(LocalDate.parse(value), reader).text();
            }
            if (MOMENTS.contains(name)) {
                return TimeText.of(Instant.parse(value), reader, zone).text();
            }
            return name.equals("groups")
                    ? value.lines()
                            .map(line -> group(line, groups, reader, zone))
                            .collect(Collectors.joining("\n"))
                    : value;
        };
        return new ChangedField(name, language, text.apply(before), text.apply(after), words);
    }

    private static String periods(String lines, Locale reader) {
        return lines.lines().map(line -> period(line, reader)).collect(Collectors.joining("\n"));
    }

    /** With the period at the end of the line in words. */
    private static String period(String line, Locale reader) {
        int start = line.lastIndexOf(SEPARATOR);
        int every = start < 0 ? 0 : start + SEPARATOR.length();
        return ValueFormat.PERIOD
                .parse(line.substring(every))
                .map(period -> line.substring(0, every) + PeriodText.of(period, reader))
                .orElse(line);
    }

    /** The code, and the moments from and until which it counts. */
    private static String group(String line, Map<String, String> groups, Locale language, ZoneId zone) {
        String[] parts = line.split(SEPARATOR);
        String groupName = groups.get(parts[0]);
        return Stream.concat(
                        Stream.of(groupName == null ? parts[0] : groupName + " (" + parts[0] + ")"),
                        Arrays.stream(parts)
                                .skip(1)
                                .map(moment -> TimeText.of(Instant.parse(moment), language, zone)
                                        .text()))
                .collect(Collectors.joining(SEPARATOR));
    }

    /** A list has a line for each of its items. */
    static String text(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(ChangedField::text).collect(Collectors.joining("\n"));
        }
        if (value.isObject()) {
            return PARTS.stream()
                    .map(part -> text(value.path(part)))
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(SEPARATOR));
        }
        return value.isNull() || value.isMissingNode() ? "" : value.asString();
    }
}
