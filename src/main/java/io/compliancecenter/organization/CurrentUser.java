package io.compliancecenter.organization;

/** The user who is signed in, as known at sign-in. What they may do is asked of the database at each request. */
public interface CurrentUser {

    /** Who it is. */
    UserId id();

    /** Which of the user's passwords they signed in with; it is compared at each request. */
    int credentialVersion();

    /** How and when they signed in. */
    SignIn signIn();
}
