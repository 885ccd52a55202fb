/** Lists withdrawn certificates, and purges their bytes with the confirmation of a second person. */
@NullMarked
package io.compliancecenter.desk.purge;

import org.jspecify.annotations.NullMarked;
