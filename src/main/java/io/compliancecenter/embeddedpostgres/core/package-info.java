/** Starts and stops PostgreSQL's programs on a directory that keeps the data. */
@NamedInterface
@NullMarked
package io.compliancecenter.embeddedpostgres.core;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
