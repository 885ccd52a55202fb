/** The page that the link of an invitation leads to. */
@NullMarked
package io.compliancecenter.account.invitation;

import org.jspecify.annotations.NullMarked;
