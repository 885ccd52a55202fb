/** Stores sessions in the database, with few reads and writes. */
@NamedInterface("session")
@NullMarked
package io.compliancecenter.security.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
