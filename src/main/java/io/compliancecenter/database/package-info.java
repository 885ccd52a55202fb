/** The connections to PostgreSQL: checked at start, migrated, and each transaction bound to an Organization. */
@ApplicationModule(allowedDependencies = {"embeddedpostgres", "embeddedpostgres :: core", "support"})
@NullMarked
package io.compliancecenter.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
