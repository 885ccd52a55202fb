/** Writes what is published as the files of a folder. */
@NamedInterface("export")
@NullMarked
package io.compliancecenter.publishing.folder.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
