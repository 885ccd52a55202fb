/** Measures the pages that customers open most. */
@NullMarked
package io.compliancecenter.benchmark.page;

import org.jspecify.annotations.NullMarked;
