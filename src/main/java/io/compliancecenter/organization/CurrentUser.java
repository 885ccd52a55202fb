package io.compliancecenter.organization;

import java.time.Instant;

/** The user who is signed in, as known at sign-in. What they may do is asked of the database at each request. */
public interface CurrentUser {

    /** Who it is. */
    UserId id();

    /** Which of the user's passwords they signed in with; it is compared at each request. */
    int credentialVersion();

    /** When they signed in. */
    Instant signedInAt();

    /** How they signed in, for example {@code password}. */
    String signInMethod();
}
