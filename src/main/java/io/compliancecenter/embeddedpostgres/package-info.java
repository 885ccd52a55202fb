/** The PostgreSQL server that the application starts itself when no database is configured. */
@ApplicationModule(allowedDependencies = "support")
@NullMarked
package io.compliancecenter.embeddedpostgres;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
