/** Generates the specimen certificates of the demo catalogue. */
@NullMarked
package io.compliancecenter.specimens;

import org.jspecify.annotations.NullMarked;
