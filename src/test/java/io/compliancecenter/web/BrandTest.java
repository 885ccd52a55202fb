package io.compliancecenter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.compliancecenter.support.StartupFailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

class BrandTest {

    @Test
    void withoutPropertiesThereIsNone() {
        Brand brand = new Brand(new BrandProperties(null, null, null));
        assertThat(brand.getName()).isNull();
        assertThat(brand.getLogoPath()).isNull();
        assertThat(brand.getStylesheetPath()).isNull();
    }

    @Test
    void aColourThatWhiteTextCanBeReadOnBecomesAStylesheet() {
        Brand brand = new Brand(new BrandProperties("Example", null, "#0b6e4f"));
        assertThat(brand.stylesheet().content()).asString().contains("--accent-solid: #0b6e4f;");
        assertThat(brand.getStylesheetPath()).matches("/assets/brand/colors\\.css\\?v=[0-9a-f]{16}");
    }

    // The second has a contrast of 4.48 with white, as the tables of WCAG give it
    @ParameterizedTest
    @ValueSource(strings = {"#ffcc00", "#777777", "red", "#abc", "#12345g", "#000000; } body { display: none"})
    void anyOtherColourStopsTheStart(String color) {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> new Brand(new BrandProperties(null, null, color)))
                .satisfies(failure -> assertThat(failure.getName()).isEqualTo("compliance-center.brand.color"));
    }

    @Test
    void aLogoIsSvgOrPngAndSmall(@TempDir Path folder) throws IOException {
        Path svg = Files.writeString(folder.resolve("logo.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
        assertThat(new Brand(new BrandProperties(null, svg, null)).logo().type())
                .hasToString("image/svg+xml");
        Path html = Files.writeString(folder.resolve("logo.png"), "<script>alert(1)</script>");
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> new Brand(new BrandProperties(null, html, null)));
        Path large = Files.write(folder.resolve("large.svg"), new byte[300_000]);
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> new Brand(new BrandProperties(null, large, null)));
        assertThatExceptionOfType(StartupFailureException.class)
                .isThrownBy(() -> new Brand(new BrandProperties(null, folder.resolve("missing"), null)));
    }
}
