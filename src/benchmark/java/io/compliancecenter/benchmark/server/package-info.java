/** Runs the packaged application and other programs in JVMs of their own, and reads what they take of the machine. */
@NullMarked
package io.compliancecenter.benchmark.server;

import org.jspecify.annotations.NullMarked;
