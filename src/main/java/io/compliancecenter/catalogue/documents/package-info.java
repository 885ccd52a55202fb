/** Stores the documents of certificates. Nothing here reads them: a download does, by its permit. */
@NamedInterface("documents")
@NullMarked
package io.compliancecenter.catalogue.documents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
