/** What needs attention at the desk. */
@NullMarked
package io.compliancecenter.desk.overview;

import org.jspecify.annotations.NullMarked;
