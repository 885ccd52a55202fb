package io.compliancecenter.security;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.SignIn;
import io.compliancecenter.organization.UserId;
import java.util.Objects;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * The user as the session stores them: who they are, and how and when they signed in. Roles are read from the database with
 * each request.
 */
public record SignedInUser(UserId id, int credentialVersion, SignIn signIn)
        implements AuthenticatedPrincipal, CurrentUser {

    public SignedInUser {
        Objects.requireNonNull(id.value());
        Objects.requireNonNull(signIn);
    }

    /** The permanent id, by which the session's memberships are found. */
    @Override
    @JsonIgnore
    public String getName() {
        return id.value().toString();
    }
}
