/** Measures the first pages after a start. */
@NullMarked
package io.compliancecenter.benchmark.start;

import org.jspecify.annotations.NullMarked;
