/** PostgreSQL: the embedded server, the two roles, and the binding of every transaction to an Organization. */
@ApplicationModule(allowedDependencies = {"support"})
@NullMarked
package io.compliancecenter.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
