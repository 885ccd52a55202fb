/** Signs people in through identity providers, by OpenID Connect. */
@NullMarked
package io.compliancecenter.security.provider;

import org.jspecify.annotations.NullMarked;
