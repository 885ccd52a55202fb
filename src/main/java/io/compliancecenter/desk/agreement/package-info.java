/** Agreements that Organizations signed outside: drafted by support, approved by a second person. */
@NullMarked
package io.compliancecenter.desk.agreement;

import org.jspecify.annotations.NullMarked;
