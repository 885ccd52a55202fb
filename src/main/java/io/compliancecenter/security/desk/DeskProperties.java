package io.compliancecenter.security.desk;

import java.time.Duration;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for the vendor's desk.
 *
 * @param freshSignIn How recently somebody has to have signed in to work at the desk.
 * @param secondFactor Whether the desk wants a passkey, or a second factor at the identity provider. It does by default, except
 *     for the demo, whose people have passwords only.
 * @param secondFactorAcr Values of the claim acr by which identity providers say that they asked for a second factor, beside the
 *     values of amr that RFC 8176 defines for it.
 */
@Validated
@ConfigurationProperties("compliance-center.desk")
record DeskProperties(
        @DefaultValue("1h") @DurationMin(minutes = 1) Duration freshSignIn,
        @Nullable Boolean secondFactor,
        @DefaultValue Set<String> secondFactorAcr) {}
