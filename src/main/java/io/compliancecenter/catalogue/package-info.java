/** What the vendor complies with, what it is certified for, and the certificates issued to it. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.compliancecenter.catalogue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
