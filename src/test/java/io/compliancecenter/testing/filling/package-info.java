/** Fills a database with what years of use would leave in it. */
@NullMarked
package io.compliancecenter.testing.filling;

import org.jspecify.annotations.NullMarked;
