/** RFC 3161 time stamps from a time stamping authority. */
@NullMarked
package io.compliancecenter.evidence.timestamp;

import org.jspecify.annotations.NullMarked;
