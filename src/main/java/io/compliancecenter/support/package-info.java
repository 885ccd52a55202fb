/** Small helpers that several modules use. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.compliancecenter.support;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
