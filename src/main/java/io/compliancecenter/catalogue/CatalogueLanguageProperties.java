package io.compliancecenter.catalogue;

import io.compliancecenter.catalogue.published.Catalogue.VendorDetails;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The language of a catalogue that does not name its languages itself, for {@code lang} attributes (WCAG 2.2, 3.1.2).
 *
 * @param language Language of a catalogue that does not name its languages in catalogue.yaml, as a BCP 47 tag; English if it is not
 *     set. It has no effect on a catalogue that names them; if the first of them is another, each start logs a warning.
 */
@Validated
@ConfigurationProperties("compliance-center.catalogue")
record CatalogueLanguageProperties(@Nullable Locale language) {

    /**
     * The languages of a catalogue, as tags (BCP 47), the first one first.
     *
     * @param vendor null while nothing is published
     */
    List<String> languages(@Nullable VendorDetails vendor) {
        return vendor == null || vendor.languages().isEmpty()
                ? List.of(Objects.requireNonNullElse(language, Locale.ENGLISH).toLanguageTag())
                : vendor.languages();
    }

    /** Whether it says otherwise than the catalogue. */
    boolean contradicts(VendorDetails vendor) {
        return language != null && !languages(vendor).get(0).equals(language.toLanguageTag());
    }
}
