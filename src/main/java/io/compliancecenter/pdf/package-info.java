/** Reads and writes PDFs as viewers need them, sets text in any script, and runs a process of its own for PDFs that are not trusted. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.compliancecenter.pdf;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
