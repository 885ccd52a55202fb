/** Signing in and out, sessions, and who may see which address. */
@ApplicationModule(allowedDependencies = {"organization", "database", "demo", "mail", "support", "web"})
@NullMarked
package io.compliancecenter.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
