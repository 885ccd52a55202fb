/** Receipts for acceptances, as a page and as a PDF. */
@NullMarked
package io.compliancecenter.evidence.receipt;

import org.jspecify.annotations.NullMarked;
