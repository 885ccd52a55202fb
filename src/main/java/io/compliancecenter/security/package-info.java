/** Signing in and out, sessions, and who may see which address. */
@ApplicationModule(allowedDependencies = {"organization", "database", "support"})
@NullMarked
package io.compliancecenter.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
