/** Measures pages, the desk and the verification of the record on a very large database. */
@NullMarked
package io.compliancecenter.benchmark.scale;

import org.jspecify.annotations.NullMarked;
