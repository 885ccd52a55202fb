/** Brings the published folder and the desk together: exports, and publications of the folder on request. */
@NullMarked
package io.compliancecenter.desk.folder;

import org.jspecify.annotations.NullMarked;
