/** Compares two texts, and shows what changed. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.compliancecenter.redline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
