/** The read-only pages that show an Organization what the vendor complies with. */
@ApplicationModule(
        allowedDependencies = {"organization", "catalogue", "catalogue :: published", "request", "support", "web"})
@NullMarked
package io.compliancecenter.dashboard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
