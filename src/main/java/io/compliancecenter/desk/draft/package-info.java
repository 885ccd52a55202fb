/** Drafts of what is to be published, and their review by a second person. */
@NullMarked
package io.compliancecenter.desk.draft;

import org.jspecify.annotations.NullMarked;
