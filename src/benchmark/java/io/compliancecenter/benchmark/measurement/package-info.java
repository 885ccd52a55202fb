/** Compares two things that are put under load in turn: the load, the figures, the target and the result. */
@NullMarked
package io.compliancecenter.benchmark.measurement;

import org.jspecify.annotations.NullMarked;
