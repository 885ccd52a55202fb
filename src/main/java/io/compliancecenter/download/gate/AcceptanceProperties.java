package io.compliancecenter.download.gate;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for the terms.
 *
 * @param acceptance When a member has to agree to the terms: before each download, once for each certificate, or once for each
 *     version of the terms. New material terms always ask again, and so does a new name or e-mail address of the user or a new
 *     name of the Organization.
 */
@Validated
@ConfigurationProperties("compliance-center.terms")
record AcceptanceProperties(
        @DefaultValue("each-download") @NotNull AcceptancePolicy acceptance) {}
