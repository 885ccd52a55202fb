package io.compliancecenter.desk.item;

import io.compliancecenter.catalogue.rules.Objection;
import io.compliancecenter.catalogue.rules.TextRule;
import io.compliancecenter.catalogue.rules.ValueFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what is wrong in a form, by field. A field has one error at most. */
class FieldErrors {

    private final Map<String, Objection> errors = new LinkedHashMap<>();

    void require(String field, String text, TextRule rule) {
        rule.objection(text).ifPresent(objection -> errors.putIfAbsent(field, objection));
    }

    void require(String field, String text, ValueFormat<?> format) {
        format.objection(text).ifPresent(objection -> errors.putIfAbsent(field, objection));
    }

    void allow(String field, String text, TextRule rule) {
        if (!text.isEmpty()) {
            require(field, text, rule);
        }
    }

    /** @param original in the first language; empty if there is nothing to translate */
    void translate(String field, String original, String text, TextRule rule) {
        rule.objection(original, text).ifPresent(objection -> errors.putIfAbsent(field, objection));
    }

    /** Refuses a language that the catalogue is not in. */
    void requireLanguage(String language, List<String> languages) {
        if (!languages.contains(language)) {
            refuse(ItemForm.path(language) + "name", "desk.item.language.unknown");
        }
    }

    void refuse(String field, String messageKey) {
        errors.putIfAbsent(field, new Objection(messageKey, "", ""));
    }

    /** In the order of the form. */
    Map<String, Objection> found() {
        return errors;
    }
}
