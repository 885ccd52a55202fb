/** Reads the folder of published files, and reports everything that is wrong with it. */
@NullMarked
package io.compliancecenter.publishing.folder;

import org.jspecify.annotations.NullMarked;
