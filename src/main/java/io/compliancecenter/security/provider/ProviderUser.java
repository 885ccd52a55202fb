package io.compliancecenter.security.provider;

import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.SignIn;
import io.compliancecenter.organization.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * The user who has just signed in through a provider, for the rest of that request. The session stores what {@link CurrentUser}
 * has, and nothing of the tokens.
 */
record ProviderUser(UserId id, int credentialVersion, SignIn signIn, OidcUser claimed)
        implements OidcUser, CurrentUser {

    @Override
    public String getName() {
        return id.value().toString();
    }

    @Override
    public Map<String, Object> getClaims() {
        return claimed.getClaims();
    }

    @Override
    public Map<String, Object> getAttributes() {
        return claimed.getAttributes();
    }

    @Override
    public @Nullable OidcUserInfo getUserInfo() {
        return claimed.getUserInfo();
    }

    @Override
    public OidcIdToken getIdToken() {
        return claimed.getIdToken();
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of();
    }
}
