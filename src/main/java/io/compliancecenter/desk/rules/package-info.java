/** Rules that grant requests. */
@NullMarked
package io.compliancecenter.desk.rules;

import org.jspecify.annotations.NullMarked;
