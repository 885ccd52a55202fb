/** The command line: what the program does besides serving pages. */
@ApplicationModule(
        allowedDependencies = {
            "database",
            "publishing",
            "security :: provider",
            "tracing",
            "evidence :: verification",
            "support"
        })
@NullMarked
package io.compliancecenter.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
