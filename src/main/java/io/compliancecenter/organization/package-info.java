/** Organizations, the users who act for them, and the current member of a request. */
@ApplicationModule(allowedDependencies = {"database", "mail", "support", "web"})
@NullMarked
package io.compliancecenter.organization;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
