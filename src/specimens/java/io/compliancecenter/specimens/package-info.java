/** Makes the specimen certificates of the demo catalogue, so that what is shipped can always be made again. */
@NullMarked
package io.compliancecenter.specimens;

import org.jspecify.annotations.NullMarked;
