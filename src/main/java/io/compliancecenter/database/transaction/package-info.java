/** The managers of transactions: those of the application's role, which are limited in number, and those of other roles. */
@NullMarked
package io.compliancecenter.database.transaction;

import org.jspecify.annotations.NullMarked;
