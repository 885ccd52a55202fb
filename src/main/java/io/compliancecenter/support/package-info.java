/**
 * Small helpers that several modules need: e-mail addresses, pages of lists, SHA-256, encrypted texts, private files and directories,
 * attachments, periodic tasks.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.compliancecenter.support;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
