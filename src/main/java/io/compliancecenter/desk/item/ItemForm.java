package io.compliancecenter.desk.item;

import io.compliancecenter.catalogue.rules.Objection;
import io.compliancecenter.desk.draft.ChangeKind;
import java.util.Map;
import java.util.Set;
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
     */
    Map<String, Objection> errors(Set<String> taken, Set<String> compliances);

    /** For the draft. Only without errors. */
    Object content();

    /** The same with the code of an item that is there already. */
    ItemForm withCode(String code);

    /** Markdown, by field. */
    Map<String, String> texts();

    /** As a text arrives from a browser: other line ends, and white space around it. */
    static String typed(@Nullable String text) {
        return text == null ? "" : text.replace("\r\n", "\n").strip();
    }
}
