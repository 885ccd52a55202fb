/** The vendor's name, logo and colour on the pages that belong to no Organization, such as sign-in. */
@NullMarked
package io.compliancecenter.web.brand;

import org.jspecify.annotations.NullMarked;
