/** The page on which a member agrees to the terms. */
@NullMarked
package io.compliancecenter.download.agreement;

import org.jspecify.annotations.NullMarked;
