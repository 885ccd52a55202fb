/** What is published at one moment, as an Organization sees it. */
@NamedInterface("published")
@NullMarked
package io.compliancecenter.catalogue.published;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
