/** Shows what a draft would change, as a chosen Organization would see it. */
@NullMarked
package io.compliancecenter.desk.preview;

import org.jspecify.annotations.NullMarked;
