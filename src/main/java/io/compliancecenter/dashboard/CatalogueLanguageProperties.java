package io.compliancecenter.dashboard;

import jakarta.validation.constraints.NotNull;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * In which language the vendor's catalogue is written. The words around it follow the reader's.
 *
 * @param language for {@code lang} attributes (WCAG 2.2, 3.1.2)
 */
@Validated
@ConfigurationProperties("compliance-center.catalogue")
record CatalogueLanguageProperties(
        @DefaultValue("en") @NotNull Locale language) {}
