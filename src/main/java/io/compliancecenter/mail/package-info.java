/** Mail to people, and the links in it. */
@ApplicationModule(
        allowedDependencies = {"catalogue", "catalogue :: published", "database", "embeddedpostgres", "support"})
@NullMarked
package io.compliancecenter.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
