/** Signing in with passkeys (WebAuthn), and the passkeys of a user's account. */
@NullMarked
package io.compliancecenter.security.passkey;

import org.jspecify.annotations.NullMarked;
