/** Migrations leave the same schema whichever release they start from. */
@NullMarked
package io.compliancecenter.database.migration;

import org.jspecify.annotations.NullMarked;
