/** Publishes the catalogue, the terms and the Organizations from a folder of files. */
@ApplicationModule(
        allowedDependencies = {
            "database",
            "organization",
            "catalogue",
            "terms",
            "download",
            "stamping",
            "pdf",
            "support"
        })
@NullMarked
package io.compliancecenter.provisioning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
