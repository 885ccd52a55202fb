/** The identity providers as they are configured. */
@NamedInterface("provider-settings")
@NullMarked
package io.compliancecenter.security.provider.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
