/** New versions of the terms, drafted at the desk. */
@NullMarked
package io.compliancecenter.desk.terms;

import org.jspecify.annotations.NullMarked;
