/** The frame around every page of an Organization and of a user. */
@NullMarked
package io.compliancecenter.dashboard.shell;

import org.jspecify.annotations.NullMarked;
