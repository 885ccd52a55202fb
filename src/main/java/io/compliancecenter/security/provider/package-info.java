/** Signs people in through identity providers, by OpenID Connect. */
@NamedInterface("provider")
@NullMarked
package io.compliancecenter.security.provider;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
