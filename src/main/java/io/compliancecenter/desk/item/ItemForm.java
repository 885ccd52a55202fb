package io.compliancecenter.desk.item;

import io.compliancecenter.catalogue.rules.Objection;
import io.compliancecenter.desk.draft.ChangeKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was typed about a compliance or a certification. */
interface ItemForm {

    ChangeKind kind();

    String code();

    String name();

    /**
     * What is wrong, by field.
     *
     * @param taken codes that a new one may not have; empty if it is not new
     * @param compliances codes that can be named
     * @param languages of translations, as tags
     */
    Map<String, Objection> errors(Set<String> taken, Set<String> compliances, List<String> languages);

    /** For the draft. Only without errors. */
    Object content();

    /** The same with the code of an item that is there already. */
    ItemForm withCode(String code);

    /** The same without empty rows in its lists. */
    ItemForm withoutEmptyRows();

    /** Markdown, by field. */
    Map<String, String> texts();

    /** Languages that it has translations in, as tags. */
    Set<String> languages();

    /** Translations as they were bound, by language tag. */
    static <T> Map<String, T> translations(@Nullable Map<String, @Nullable T> bound) {
        Map<String, T> translations = new TreeMap<>();
        if (bound != null) {
            bound.forEach((language, texts) -> {
                if (texts != null) {
                    translations.put(language, texts);
                }
            });
        }
        return translations;
    }

    /** Beginning of the names of the fields of a translation. */
    static String path(String language) {
        return "translations[" + language + "].";
    }

    /** Rows as they were bound, so that Spring finds each again. */
    static <T> List<T> rows(@Nullable List<@Nullable T> bound, T empty) {
        return bound == null
                ? List.of()
                : bound.stream().map(row -> row == null ? empty : row).toList();
    }

    /** As a text arrives from a browser: other line ends, and white space around it. */
    static String typed(@Nullable String text) {
        return text == null ? "" : text.replace("\r\n", "\n").strip();
    }
}
