/** The vendor's desk, where the vendor's people publish: what its pages share, and its overview. */
@ApplicationModule(
        allowedDependencies = {
            "database",
            "organization",
            "catalogue",
            "catalogue :: published",
            "terms",
            "catalogue :: rules",
            "redline",
            "download",
            "download :: agreement",
            "publishing",
            "publishing :: pdfcheck",
            "publishing :: export",
            "stamping",
            "tracing",
            "request",
            "dashboard",
            "mail",
            "security :: desk",
            "web",
            "support"
        })
@NullMarked
package io.compliancecenter.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
