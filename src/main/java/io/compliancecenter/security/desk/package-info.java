/** How the vendor's people have to have signed in to work at the desk, and who may send uploads there. */
@NamedInterface("desk")
@NullMarked
package io.compliancecenter.security.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
