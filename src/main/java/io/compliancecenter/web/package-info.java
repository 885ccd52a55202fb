/** What all pages share: languages, times, Markdown, and the responses when the database is down. */
@ApplicationModule(allowedDependencies = {"database", "support"})
@NullMarked
package io.compliancecenter.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
