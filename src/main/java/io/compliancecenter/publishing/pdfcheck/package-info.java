/** Checks PDFs that are not trusted, in a JVM of their own with little memory and limited time. */
@NamedInterface("pdfcheck")
@NullMarked
package io.compliancecenter.publishing.pdfcheck;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
