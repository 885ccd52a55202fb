/** Compliance Center: what a vendor complies with, what it holds certificates of, and who agreed to what to get them. */
@NullMarked
package io.compliancecenter;

import org.jspecify.annotations.NullMarked;
