/** The vendor's customers: who belongs to them, what they may see, and whether they are suspended. */
@NullMarked
package io.compliancecenter.desk.customers;

import org.jspecify.annotations.NullMarked;
