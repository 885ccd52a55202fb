package io.compliancecenter.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.catalogue.published.Catalogue;
import io.compliancecenter.catalogue.published.Catalogue.VendorDetails;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CatalogueLanguagePropertiesTest {

    private static VendorDetails vendor(String... languages) {
        return new VendorDetails("V", "s@vendor.example", "I", List.of(languages), Map.of());
    }

    private static List<String> warnings(@Nullable Locale property, VendorDetails vendor) {
        CatalogueLanguageProperties properties = new CatalogueLanguageProperties(property);
        return CatalogueCheck.ignored(
                properties,
                new Catalogue(new UUID(0, 1), Set.of(), properties.languages(vendor), vendor, List.of(), List.of()));
    }

    @Test
    void itIsTheLanguageOfACatalogueThatNamesNone() {
        assertThat(new CatalogueLanguageProperties(null).languages(vendor())).containsExactly("en");
        assertThat(new CatalogueLanguageProperties(Locale.GERMAN).languages(vendor()))
                .containsExactly("de");
        assertThat(warnings(Locale.GERMAN, vendor())).isEmpty();
    }

    @Test
    void itNeverWinsOverTheFilesAndIsSaidToContradictThem() {
        assertThat(new CatalogueLanguageProperties(Locale.GERMAN).languages(vendor("fr", "de")))
                .containsExactly("fr", "de");
        assertThat(warnings(Locale.GERMAN, vendor("fr", "de")))
                .containsExactly(
                        "compliance-center.catalogue.language is de, but the catalogue is in fr as its files say; the property has"
                                + " no effect");
        assertThat(warnings(Locale.GERMAN, vendor("de", "fr"))).isEmpty();
        assertThat(warnings(null, vendor("fr"))).isEmpty();
    }
}
