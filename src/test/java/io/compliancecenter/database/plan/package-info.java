/** How PostgreSQL runs the statements behind the pages. */
@NullMarked
package io.compliancecenter.database.plan;

import org.jspecify.annotations.NullMarked;
