/** Decides who may download a certificate, and grants permits. */
@NullMarked
package io.compliancecenter.download.gate;

import org.jspecify.annotations.NullMarked;
