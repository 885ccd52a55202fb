package io.compliancecenter.web;

import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The vendor's brand.
 *
 * @param name Name on the sign-in page and other pages that belong to no Organization. By default the product's.
 * @param logo Path of a logo beside the name: SVG or PNG, at most 256 KB.
 * @param color Colour of buttons and links, as in #3a5bd0. White text has to be readable on it: the contrast is at least 4.5.
 */
@Validated
@ConfigurationProperties("compliance-center.brand")
record BrandProperties(
        @Nullable @Size(min = 1, max = 80) String name,
        @Nullable Path logo,
        @Nullable String color) {}
