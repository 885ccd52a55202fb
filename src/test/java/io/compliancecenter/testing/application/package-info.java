/** Starts the application: the one that all integration tests share, further instances of it, and one in a process of its own. */
@NullMarked
package io.compliancecenter.testing.application;

import org.jspecify.annotations.NullMarked;
