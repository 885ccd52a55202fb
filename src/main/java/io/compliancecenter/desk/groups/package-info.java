/** Access groups of Organizations. Those of the folder are only shown. */
@NullMarked
package io.compliancecenter.desk.groups;

import org.jspecify.annotations.NullMarked;
