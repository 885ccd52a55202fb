/** Text in any script on the pages of a PDF, and a process of its own for PDFs that are not trusted. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.compliancecenter.pdf;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
