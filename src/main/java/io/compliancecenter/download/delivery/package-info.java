/** Delivers the copy that a permit was granted for. */
@NullMarked
package io.compliancecenter.download.delivery;

import org.jspecify.annotations.NullMarked;
