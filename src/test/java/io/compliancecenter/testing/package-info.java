/** What tests start from: the annotation of integration tests, what holds for every test, and a few tools that have no other place. */
@NullMarked
package io.compliancecenter.testing;

import org.jspecify.annotations.NullMarked;
