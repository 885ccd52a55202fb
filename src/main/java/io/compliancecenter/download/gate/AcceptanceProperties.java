package io.compliancecenter.download.gate;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for the terms.
 *
 * @param acceptance When a member has to agree to the terms: before each download, once for each certificate, or once for each
 *     version of the terms. New material terms always ask again, and so does a new name or e-mail address of the user or a new
 *     name of the Organization.
 * @param freshSignIn How recently a member must have proved who they are before they agree, or download under an agreement
 *     signed on paper, for example 10m. If it was longer ago, they sign in again first. 0 asks for nothing.
 */
@Validated
@ConfigurationProperties("compliance-center.terms")
record AcceptanceProperties(
        @DefaultValue("each-download") @NotNull AcceptancePolicy acceptance,

        @DefaultValue("0s") @NotNull @DurationMin @DurationMax(days = 1)
        Duration freshSignIn) {}
