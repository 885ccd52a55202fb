/** Starts the server with the application and stops it after the connection pool. */
@NamedInterface
@NullMarked
package io.compliancecenter.embeddedpostgres.lifecycle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
