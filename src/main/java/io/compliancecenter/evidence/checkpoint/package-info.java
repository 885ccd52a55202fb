/** Checkpoints: what the vendor regularly signs over the last entries of all chains, and keeps outside the database. */
@NullMarked
package io.compliancecenter.evidence.checkpoint;

import org.jspecify.annotations.NullMarked;
