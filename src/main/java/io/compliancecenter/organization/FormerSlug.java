package io.compliancecenter.organization;

import jakarta.persistence.Embeddable;
import java.time.Instant;

/** A slug that an Organization had before. */
@Embeddable
record FormerSlug(String slug, Instant givenUpAt) {}
