/** What the texts and values of the catalogue have to be, for files and for the vendor's desk. */
@NamedInterface("rules")
@NullMarked
package io.compliancecenter.catalogue.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
