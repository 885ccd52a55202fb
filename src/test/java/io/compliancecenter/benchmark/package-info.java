/** Measures the packaged application, side by side with what it is compared to. It is a program, not a test. */
@NullMarked
package io.compliancecenter.benchmark;

import org.jspecify.annotations.NullMarked;
