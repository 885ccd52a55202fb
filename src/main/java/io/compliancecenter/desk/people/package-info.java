/** Who works at the desk. Roles never come from here; those of people who have left are taken away. */
@NullMarked
package io.compliancecenter.desk.people;

import org.jspecify.annotations.NullMarked;
