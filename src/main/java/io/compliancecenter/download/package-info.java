/** The gate in front of every certificate: policies, permits, and copies. */
@ApplicationModule(allowedDependencies = {"database", "organization", "catalogue", "terms", "pdf", "web"})
@NullMarked
package io.compliancecenter.download;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
