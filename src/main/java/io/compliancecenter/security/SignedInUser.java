package io.compliancecenter.security;

import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.UserId;
import java.io.Serializable;
import java.time.Instant;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * The user as the session stores them: who they are, and how and when they signed in. Roles are read from the database with
 * each request.
 */
final class SignedInUser implements AuthenticatedPrincipal, CurrentUser, Serializable {

    private static final long serialVersionUID = 1;

    private final UserId id;
    private final int credentialVersion;
    private final Instant signedInAt;

    SignedInUser(UserId id, int credentialVersion, Instant signedInAt) {
        this.id = id;
        this.credentialVersion = credentialVersion;
        this.signedInAt = signedInAt;
    }

    @Override
    public UserId id() {
        return id;
    }

    @Override
    public int credentialVersion() {
        return credentialVersion;
    }

    @Override
    public Instant signedInAt() {
        return signedInAt;
    }

    @Override
    public String signInMethod() {
        return "password";
    }

    /** The permanent id, by which the session's memberships are found. */
    @Override
    public String getName() {
        return id.value().toString();
    }
}
