package io.compliancecenter.download.gate;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the terms.
 *
 * @param acceptance when a member has to agree
 */
@Validated
@ConfigurationProperties("compliance-center.terms")
record AcceptanceProperties(
        @DefaultValue("each-download") @NotNull AcceptancePolicy acceptance) {}
