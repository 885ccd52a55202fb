/** The tamper-evident record of what was agreed to, granted, denied, delivered and published, and the proofs from it. */
@ApplicationModule(
        allowedDependencies = {
            "database",
            "organization",
            "catalogue",
            "terms",
            "download",
            "stamping",
            "pdf",
            "web",
            "support"
        })
@NullMarked
package io.compliancecenter.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
