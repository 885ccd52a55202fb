/** Makes PDFs for tests, sound ones and malformed ones, and renders them in the viewers that most programs are made of. */
@NullMarked
package io.compliancecenter.testing.pdf;

import org.jspecify.annotations.NullMarked;
