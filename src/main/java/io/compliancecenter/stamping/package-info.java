/** Makes a stamped copy from a document, a plan and a permit's data. */
@ApplicationModule(allowedDependencies = {"pdf", "support"})
@NullMarked
package io.compliancecenter.stamping;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
