package io.compliancecenter.dashboard;

import jakarta.validation.constraints.NotNull;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The language of the vendor's catalogue, for {@code lang} attributes (WCAG 2.2, 3.1.2).
 *
 * @param language Language that the catalogue is written in, as a BCP 47 tag. The pages around it are in English or German,
 *     whichever the browser prefers.
 */
@Validated
@ConfigurationProperties("compliance-center.catalogue")
public record CatalogueLanguageProperties(
        @DefaultValue("en") @NotNull Locale language) {}
