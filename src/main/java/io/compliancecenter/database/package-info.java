/** Where the data lives: an embedded PostgreSQL when no other database is configured. */
@NullMarked
package io.compliancecenter.database;

import org.jspecify.annotations.NullMarked;
