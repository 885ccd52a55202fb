package io.compliancecenter.desk.terms;

import io.compliancecenter.catalogue.rules.Objection;
import io.compliancecenter.catalogue.rules.TextRule;
import io.compliancecenter.catalogue.rules.ValueFormat;
import io.compliancecenter.desk.terms.DeskTerms.VersionView;
import io.compliancecenter.terms.TermsVersion.Kind;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A new version of the terms, as it was typed.
 *
 * @param kind name of a {@link Kind}; empty if none was chosen
 * @param effectiveAt local time in the reader's zone; empty for the time of publication
 * @param language tag of one more language; empty for none
 * @param added the text in that language
 * @param texts by language tag, in the order of the form
 */
record TermsForm(String kind, String effectiveAt, String language, String added, Map<String, String> texts) {

    private static final String TEXT = "text.";

    /** With the words of the version that it follows. */
    static TermsForm following(@Nullable VersionView latest) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (latest != null) {
            latest.texts().forEach((language, markdown) -> texts.put(language.toLanguageTag(), markdown));
        }
        return new TermsForm("", "", texts.isEmpty() ? "en" : "", "", texts);
    }

    static TermsForm of(TermsContent content, ZoneId zone) {
        Instant effectiveAt = content.effectiveAt();
        return new TermsForm(
                content.kind().name(),
                effectiveAt == null
                        ? ""
                        : LocalDateTime.ofInstant(effectiveAt, zone)
                                .truncatedTo(ChronoUnit.MINUTES)
                                .toString(),
                "",
                "",
                new LinkedHashMap<>(content.texts()));
    }

    /** As a browser sends it. */
    static TermsForm typed(Map<String, String> fields) {
        Map<String, String> texts = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (name.startsWith(TEXT)) {
                texts.put(name.substring(TEXT.length()), text(value));
            }
        });
        return new TermsForm(
                fields.getOrDefault("kind", ""),
                fields.getOrDefault("effectiveAt", "").strip(),
                fields.getOrDefault("language", "").strip(),
                text(fields.getOrDefault("added", "")),
                texts);
    }

    private static String text(String typed) {
        return typed.replace("\r\n", "\n").strip();
    }

    /**
     * What is wrong, by field.
     *
     * @param first whether there is no version yet, which it could leave as it is
     * @param now by the clock
     * @param earliest when the version that it follows is in effect; null if that is past
     */
    Map<String, Objection> errors(boolean first, Instant now, @Nullable Instant earliest, ZoneId zone) {
        Map<String, Objection> errors = new LinkedHashMap<>();
        if (kind().isEmpty()) {
            refuse(errors, "kind", "rule.empty");
        } else if (first && kind().equals(Kind.EDITORIAL.name())) {
            refuse(errors, "kind", "desk.terms.first");
        }
        if (!effectiveAt().isEmpty() && instant(zone).isEmpty()) {
            refuse(errors, "effectiveAt", "desk.certificate.day.invalid");
        } else if (!effectiveAt().isEmpty() && !instant(zone).orElseThrow().isAfter(now)) {
            refuse(errors, "effectiveAt", "desk.outcome.PAST");
        } else if (earliest != null && instant(zone).orElse(now).isBefore(earliest)) {
            refuse(errors, "effectiveAt", "desk.terms.early");
        }
        texts.forEach((language, text) -> {
            if (!text.isEmpty()) {
                TextRule.MARKDOWN.objection(text).ifPresent(objection -> errors.put(TEXT + language, objection));
            }
        });
        if (!language().isEmpty()) {
            Locale locale = Locale.forLanguageTag(language());
            if (locale.getLanguage().isEmpty() || !locale.toLanguageTag().equals(language())) {
                refuse(errors, "language", "desk.terms.language");
            } else {
                TextRule.MARKDOWN.objection(added()).ifPresent(objection -> errors.put("added", objection));
            }
        }
        if (allTexts().isEmpty()) {
            refuse(
                    errors,
                    texts.isEmpty() ? "added" : TEXT + texts.keySet().iterator().next(),
                    "rule.empty");
        }
        return errors;
    }

    private static void refuse(Map<String, Objection> errors, String field, String key) {
        errors.putIfAbsent(field, new Objection(key, "", ""));
    }

    /** Without languages that were emptied, and with the one that was added. */
    Map<String, String> allTexts() {
        Map<String, String> all = new LinkedHashMap<>(texts);
        if (!language().isEmpty()) {
            all.put(language(), added());
        }
        all.values().removeIf(String::isEmpty);
        return all;
    }

    private Optional<Instant> instant(ZoneId zone) {
        try {
            return Optional.of(LocalDateTime.parse(effectiveAt()))
                    .filter(time -> ValueFormat.isInRange(time.toLocalDate().plusDays(1)))
                    .map(time -> time.atZone(zone).toInstant());
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    /**
     * Only without errors.
     *
     * @param followed the version that it follows, whose texts stay the same to the byte where nobody has changed them; null if there
     *     is none
     */
    TermsContent content(@Nullable VersionView followed, ZoneId zone) {
        Map<String, String> all = allTexts();
        if (followed != null) {
            followed.texts()
                    .forEach((language, markdown) -> all.computeIfPresent(
                            language.toLanguageTag(), (tag, typed) -> typed.equals(text(markdown)) ? markdown : typed));
        }
        return new TermsContent(Kind.valueOf(kind()), instant(zone).orElse(null), all);
    }
}
