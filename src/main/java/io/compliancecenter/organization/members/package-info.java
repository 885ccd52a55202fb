/** The page on which an Organization's admins invite and remove members and change their roles. */
@NamedInterface("members")
@NullMarked
package io.compliancecenter.organization.members;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
