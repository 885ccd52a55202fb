/** Shows what was measured as a table, as an HTML page and as JSON. */
@NullMarked
package io.compliancecenter.benchmark.report;

import org.jspecify.annotations.NullMarked;
