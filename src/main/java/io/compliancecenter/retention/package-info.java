/** Deletes personal data that is kept for a time only. */
@ApplicationModule(allowedDependencies = {"database", "support"})
@NullMarked
package io.compliancecenter.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
