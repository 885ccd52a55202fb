/** Finds out whose copy a file is. */
@ApplicationModule(allowedDependencies = {"database", "catalogue :: published", "stamping", "pdf"})
@NullMarked
package io.compliancecenter.tracing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
