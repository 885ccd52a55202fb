/** Who downloaded what, who still holds a superseded version, and who agreed to which terms. */
@NullMarked
package io.compliancecenter.desk.downloads;

import org.jspecify.annotations.NullMarked;
