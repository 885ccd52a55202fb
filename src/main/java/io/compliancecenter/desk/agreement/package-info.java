/** Agreements that Organizations signed on paper: drafted by support, approved by a second person. */
@NullMarked
package io.compliancecenter.desk.agreement;

import org.jspecify.annotations.NullMarked;
