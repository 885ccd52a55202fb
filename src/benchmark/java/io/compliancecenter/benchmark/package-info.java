/** Measures the packaged application against known programs, with an empty database and with a very large one. */
@NullMarked
package io.compliancecenter.benchmark;

import org.jspecify.annotations.NullMarked;
