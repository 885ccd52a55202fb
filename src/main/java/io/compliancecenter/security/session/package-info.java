/** Stores sessions in the database, with few reads and writes. */
@NullMarked
package io.compliancecenter.security.session;

import org.jspecify.annotations.NullMarked;
