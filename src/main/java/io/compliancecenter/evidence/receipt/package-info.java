/** Receipts for acceptances and for permits under agreements signed on paper, as a page and as a PDF. */
@NullMarked
package io.compliancecenter.evidence.receipt;

import org.jspecify.annotations.NullMarked;
