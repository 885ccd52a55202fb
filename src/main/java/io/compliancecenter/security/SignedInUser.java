package io.compliancecenter.security;

import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * What a session holds of its user: who it is, and how and when they signed in. No roles: those are asked of the database
 * at each request.
 */
final class SignedInUser implements UserDetails, CurrentUser, CredentialsContainer {

    private static final long serialVersionUID = 1;

    private final UserId id;
    private final String email;
    private final int credentialVersion;
    private final Instant signedInAt;
    private final boolean known;
    private @Nullable String passwordHash;

    SignedInUser(
            UserId id, String email, String passwordHash, int credentialVersion, Instant signedInAt, boolean known) {
        this.id = id;
        this.email = email;
        this.passwordHash = passwordHash;
        this.credentialVersion = credentialVersion;
        this.signedInAt = signedInAt;
        this.known = known;
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

    @Override
    public String getUsername() {
        return email;
    }

    @Override
    public @Nullable String getPassword() {
        return passwordHash;
    }

    /** Checked after the password, unlike the other states of an account: see {@link UserDirectory}. */
    @Override
    public boolean isCredentialsNonExpired() {
        return known;
    }

    @Override
    public List<GrantedAuthority> getAuthorities() {
        return List.of();
    }

    @Override
    public void eraseCredentials() {
        passwordHash = null;
    }
}
