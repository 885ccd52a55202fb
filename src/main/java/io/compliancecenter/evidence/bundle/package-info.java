/** Evidence bundles: ZIP files that a third party can check offline. */
@NullMarked
package io.compliancecenter.evidence.bundle;

import org.jspecify.annotations.NullMarked;
