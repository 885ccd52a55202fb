/** Measures the application as it is delivered, beside something known, with a database as full as it may get. */
@NullMarked
package io.compliancecenter.benchmark;

import org.jspecify.annotations.NullMarked;
