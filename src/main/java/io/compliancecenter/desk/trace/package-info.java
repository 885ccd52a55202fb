/** Finds out whose copy a leaked file is. Each question is recorded. */
@NullMarked
package io.compliancecenter.desk.trace;

import org.jspecify.annotations.NullMarked;
