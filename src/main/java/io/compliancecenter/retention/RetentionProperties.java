package io.compliancecenter.retention;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long personal data is kept that no record needs. An instance deletes it every hour if it has the role that works in the
 * background.
 *
 * @param mails Time for which a mail is kept after it was queued, with its links; one that is still to be sent stays. At
 *     least 7 days: links can be used that long.
 * @param invitations Time for which an invitation is kept after it was accepted, withdrawn, or expired.
 * @param credentials Time for which passwords, passkeys, identities at providers and sessions are kept after their account was
 *     retired.
 */
@Validated
@ConfigurationProperties("compliance-center.retention")
record RetentionProperties(
        @DefaultValue("90d") @NotNull @DurationMin(days = 7) Duration mails,

        @DefaultValue("90d") @NotNull @DurationMin(days = 1) Duration invitations,

        @DefaultValue("30d") @NotNull @DurationMin(days = 1) Duration credentials) {}
