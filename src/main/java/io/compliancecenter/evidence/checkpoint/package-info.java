/** What the vendor signs, from time to time, over the ends of all chains. */
@NullMarked
package io.compliancecenter.evidence.checkpoint;

import org.jspecify.annotations.NullMarked;
