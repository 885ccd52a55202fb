/** The command line: what the program does besides serving pages. */
@ApplicationModule(allowedDependencies = {"tracing", "evidence :: verification"})
@NullMarked
package io.compliancecenter.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
