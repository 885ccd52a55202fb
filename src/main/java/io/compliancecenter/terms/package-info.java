/** The versions of the Confidential Information terms, and the acceptances of them. */
@ApplicationModule(allowedDependencies = {"support", "database", "organization", "catalogue", "catalogue :: published"})
@NullMarked
package io.compliancecenter.terms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
