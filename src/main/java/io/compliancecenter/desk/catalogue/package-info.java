/** Editing the catalogue at the desk: every change goes into a draft. */
@NullMarked
package io.compliancecenter.desk.catalogue;

import org.jspecify.annotations.NullMarked;
