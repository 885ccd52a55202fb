/** Signing in with passwords, and hashing new ones. */
@NamedInterface("password")
@NullMarked
package io.compliancecenter.security.password;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
