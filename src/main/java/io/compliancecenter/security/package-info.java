/** Signing in and out, who may see which address, and the headers of every response. */
@ApplicationModule(allowedDependencies = {"organization", "database"})
@NullMarked
package io.compliancecenter.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
