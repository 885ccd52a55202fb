package io.compliancecenter.terms;

import io.compliancecenter.support.Sha256;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import java.util.Locale;

/**
 * The text of the controls with which a user agrees to the terms.
 *
 * @param checkbox the label of the checkbox
 * @param button the label of the button
 * @param locale the language of both
 */
@Embeddable
public record Wording(
        @Column(name = "checkbox_label", updatable = false) String checkbox,
        @Column(name = "button_label", updatable = false) String button,

        @Column(name = "locale", updatable = false) @Convert(converter = LocaleConverter.class)
        Locale locale) {

    /** By this hash a form says which wording it showed. In lower-case hexadecimal. */
    public String sha256() {
        return Sha256.of(String.join("\n", locale.toLanguageTag(), checkbox, button));
    }
}
