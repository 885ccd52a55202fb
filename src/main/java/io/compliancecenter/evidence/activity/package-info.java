/** The page and the CSV file that show an Organization's admins what was recorded. */
@NullMarked
package io.compliancecenter.evidence.activity;

import org.jspecify.annotations.NullMarked;
