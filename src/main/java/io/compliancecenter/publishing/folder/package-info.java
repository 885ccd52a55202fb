/** Reads and validates the files of a folder, and reports every error in them. The parent package publishes them. */
@NullMarked
package io.compliancecenter.publishing.folder;

import org.jspecify.annotations.NullMarked;
