/** Measures agreeing to the terms and downloading: the time, the memory, and what slow readers cost. */
@NullMarked
package io.compliancecenter.benchmark.download;

import org.jspecify.annotations.NullMarked;
