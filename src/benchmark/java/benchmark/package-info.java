/** Runs in the measured JVM beside the application, outside of the packages that the application scans for components. */
@NullMarked
package benchmark;

import org.jspecify.annotations.NullMarked;
