/** Small helpers that several modules need: e-mail addresses, SHA-256, encrypted texts, private files, attachments, periodic tasks. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.compliancecenter.support;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
