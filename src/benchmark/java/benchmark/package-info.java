/** Runs in the measured JVM, beside the application, whose scan for components does not come here. */
@NullMarked
package benchmark;

import org.jspecify.annotations.NullMarked;
