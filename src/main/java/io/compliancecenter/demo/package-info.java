/** The demo: its accounts on the sign-in page, the welcome in the log, and the recognition of its specimen terms. */
@ApplicationModule(allowedDependencies = {"organization", "organization :: directory"})
@NullMarked
package io.compliancecenter.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
