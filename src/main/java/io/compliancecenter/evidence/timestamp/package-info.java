/** RFC 3161 timestamps from a timestamp authority. */
@NullMarked
package io.compliancecenter.evidence.timestamp;

import org.jspecify.annotations.NullMarked;
