/** Publishes the users, Organizations and memberships of the vendor's files. */
@NamedInterface("directory")
@NullMarked
package io.compliancecenter.organization.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
