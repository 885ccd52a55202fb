/** Reads the mail that the application has sent. */
@NullMarked
package io.compliancecenter.testing.mail;

import org.jspecify.annotations.NullMarked;
