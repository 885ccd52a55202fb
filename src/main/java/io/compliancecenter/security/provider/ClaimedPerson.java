package io.compliancecenter.security.provider;

import org.jspecify.annotations.Nullable;

/**
 * What a provider says about a person, as far as an account depends on it.
 *
 * @param emailVerified whether the provider says that the address is the person's
 * @param memberships as JSON; null if they are not known
 * @param deskRoles names of roles at the vendor's desk; null if they are not known
 */
record ClaimedPerson(
        String issuer,
        String subject,
        String email,
        String name,
        boolean emailVerified,
        @Nullable String memberships,
        String @Nullable [] deskRoles) {}
