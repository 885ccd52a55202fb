/** Verifies evidence bundles and the record in the database. */
@NamedInterface("verification")
@NullMarked
package io.compliancecenter.evidence.verification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
