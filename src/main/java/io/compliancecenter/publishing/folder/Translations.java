package io.compliancecenter.publishing.folder;

import io.compliancecenter.catalogue.published.Catalogue.CertificationDetails;
import io.compliancecenter.catalogue.published.Catalogue.VendorDetails;
import io.compliancecenter.catalogue.published.CertificationTexts;
import io.compliancecenter.catalogue.published.ComplianceDetails;
import io.compliancecenter.catalogue.published.ComplianceTexts;
import io.compliancecenter.catalogue.published.RenewalCycle;
import io.compliancecenter.catalogue.rules.TextRule;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The languages that {@code catalogue.yaml} names, and the translations of its entries. A translation has every text that its entry
 * has in the first language, in the same form.
 */
public final class Translations {

    public static final String LANGUAGES = "languages";
    public static final String FIELD = "translations";

    private static final int MOST_LANGUAGES = 10;

    /** As tags; empty if none are named. */
    private final List<String> languages;

    Translations(YamlMapping root) {
        languages = root.has(LANGUAGES) ? languages(root) : List.of();
    }

    private static List<String> languages(YamlMapping root) {
        Set<String> seen = new LinkedHashSet<>();
        List<String> named = root.mappings(LANGUAGES, "language", entry -> {
            Locale language = entry.optionalValue("language", ValueParser.LANGUAGE);
            if (language != null && !seen.add(language.toLanguageTag())) {
                entry.report("language", "'" + language.toLanguageTag() + "' is there twice");
            } else if (!entry.has("language")) {
                entry.report("language", "is missing");
            }
            return language == null ? "" : language.toLanguageTag();
        });
        if (named.isEmpty()) {
            root.report(LANGUAGES, "has to name one language at least");
        } else if (named.size() > MOST_LANGUAGES) {
            root.report(LANGUAGES, "names more than " + MOST_LANGUAGES + " languages");
        }
        return List.copyOf(seen);
    }

    /** The languages, as tags, the first one first; empty if none are named. */
    List<String> languages() {
        return languages;
    }

    VendorDetails of(YamlMapping root, VendorDetails vendor) {
        return new VendorDetails(
                vendor.name(),
                vendor.support(),
                vendor.introduction(),
                languages,
                read(root, texts -> texts.text("introduction", VendorDetails.INTRODUCTION)));
    }

    ComplianceDetails of(YamlMapping entry, ComplianceDetails compliance) {
        return compliance.with(read(
                entry,
                texts -> new ComplianceTexts(
                        texts.line("name"),
                        texts.text("summary", ComplianceDetails.SUMMARY),
                        texts.text("description", ComplianceDetails.DESCRIPTION),
                        text(texts, "how-we-comply", ComplianceDetails.HOW_WE_COMPLY, compliance.howWeComply()),
                        lines(texts, "links", "label", compliance.links().size()))));
    }

    CertificationDetails of(YamlMapping entry, CertificationDetails certification) {
        return certification.with(read(entry, texts -> {
            RenewalCycle cycle = certification.renewalCycle();
            String name = texts.line("name");
            String summary = texts.text("summary", CertificationDetails.SUMMARY);
            String assures = texts.text("assures", CertificationDetails.ASSURES);
            if (cycle == null) {
                refuse(texts, "renewal-cycle");
                return new CertificationTexts(name, summary, assures, null, List.of());
            }
            return texts.requiredMapping(
                            "renewal-cycle",
                            words -> new CertificationTexts(
                                    name,
                                    summary,
                                    assures,
                                    words.text("description", RenewalCycle.DESCRIPTION),
                                    lines(
                                            words,
                                            "audits",
                                            "name",
                                            cycle.audits().size())))
                    .orElse(new CertificationTexts(name, summary, assures, "", List.of()));
        }));
    }

    /** All translations of an entry, by language. */
    private <T> Map<String, T> read(YamlMapping entry, Function<YamlMapping, T> reader) {
        Map<String, T> found = new LinkedHashMap<>();
        entry.mapping(FIELD, translations -> {
            for (String language : translations.names()) {
                Optional<T> texts = translations.requiredMapping(language, reader);
                String objection = objection(language);
                if (objection != null) {
                    translations.report(language, objection);
                } else {
                    texts.ifPresent(read -> found.put(language, read));
                }
            }
            return found;
        });
        return found;
    }

    /** Why there can be no translation into a language; null if there can be one. */
    private @Nullable String objection(String language) {
        if (languages.isEmpty()) {
            return "needs 'languages' at the top of the file, with the language of the other texts first, as in [en, de]";
        }
        if (!languages.contains(language)) {
            return "is none of the languages that the file names: " + String.join(", ", languages);
        }
        return language.equals(languages.get(0)) ? "is the first language, which the other texts are in" : null;
    }

    private static @Nullable String text(YamlMapping texts, String field, TextRule rule, @Nullable String original) {
        if (original == null) {
            refuse(texts, field);
            return null;
        }
        return texts.text(field, rule);
    }

    private static void refuse(YamlMapping texts, String field) {
        if (texts.has(field)) {
            texts.report(field, TextRule.NOTHING_TO_TRANSLATE.words());
        }
    }

    /** One line for each item of a list in the first language. */
    private static List<String> lines(YamlMapping texts, String list, String field, int originals) {
        List<String> lines = texts.mappings(list, field, item -> item.line(field));
        if (lines.size() != originals) {
            texts.report(
                    list, "has to have " + originals + " of them, as in the first language, but has " + lines.size());
        }
        return lines;
    }
}
