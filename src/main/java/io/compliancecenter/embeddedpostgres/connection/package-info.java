/** Gives the server's connection details to the connection pool and to Flyway. */
@NullMarked
package io.compliancecenter.embeddedpostgres.connection;

import org.jspecify.annotations.NullMarked;
