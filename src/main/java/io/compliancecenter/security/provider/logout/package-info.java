/** Signs out at identity providers, and ends the sessions that they say have ended. */
@NullMarked
package io.compliancecenter.security.provider.logout;

import org.jspecify.annotations.NullMarked;
