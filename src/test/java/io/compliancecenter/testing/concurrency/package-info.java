/** Makes things happen at the same time, and in a known order where they wait for each other. */
@NullMarked
package io.compliancecenter.testing.concurrency;

import org.jspecify.annotations.NullMarked;
