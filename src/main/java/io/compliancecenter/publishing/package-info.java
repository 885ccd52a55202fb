/** Publishes the catalogue, the terms and the Organizations from a folder of files. */
@ApplicationModule(
        allowedDependencies = {
            "database",
            "organization",
            "organization :: directory",
            "catalogue",
            "catalogue :: documents",
            "catalogue :: published",
            "catalogue :: rules",
            "terms",
            "stamping",
            "pdf",
            "demo",
            "support"
        })
@NullMarked
package io.compliancecenter.publishing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
