/** Downloads certificates: what other modules see of it, such as the events that it publishes. */
@ApplicationModule(
        allowedDependencies = {
            "database",
            "organization",
            "catalogue",
            "catalogue :: published",
            "terms",
            "redline",
            "stamping",
            "web",
            "support"
        })
@NullMarked
package io.compliancecenter.download;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
