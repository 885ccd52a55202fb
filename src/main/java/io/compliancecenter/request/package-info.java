/** Customers ask for certificates that are on request. The vendor answers at its desk. */
@ApplicationModule(allowedDependencies = {"organization", "catalogue :: published", "mail", "web"})
@NullMarked
package io.compliancecenter.request;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
