/** What every page shares: text, error pages, and the answers when the database is away. */
@ApplicationModule(allowedDependencies = {"database"})
@NullMarked
package io.compliancecenter.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
