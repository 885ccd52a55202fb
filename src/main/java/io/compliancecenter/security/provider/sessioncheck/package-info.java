/** Has identity providers confirm the sessions that began there. */
@NullMarked
package io.compliancecenter.security.provider.sessioncheck;

import org.jspecify.annotations.NullMarked;
