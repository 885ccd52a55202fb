/** Databases of tests: where they are, what their owner does there past the application, and what they refuse. */
@NullMarked
package io.compliancecenter.testing.database;

import org.jspecify.annotations.NullMarked;
