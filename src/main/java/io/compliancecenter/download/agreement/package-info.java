/** The page on which a member agrees to the terms. */
@NamedInterface("agreement")
@NullMarked
package io.compliancecenter.download.agreement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
