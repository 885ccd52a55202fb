package io.compliancecenter.testing;

import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.SignIn;
import io.compliancecenter.organization.UserId;
import java.time.Instant;

/** Somebody who signed in long ago. */
public record SignedIn(UserId id) implements CurrentUser {

    @Override
    public int credentialVersion() {
        return 1;
    }

    @Override
    public SignIn signIn() {
        return SignIn.here(SignIn.Method.PASSWORD, Instant.EPOCH);
    }
}
