/** The tamper-evident record of acceptances, permits, denials, deliveries and publications, and proofs from it. */
@ApplicationModule(
        allowedDependencies = {
            "database",
            "embeddedpostgres",
            "organization",
            "catalogue :: published",
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
