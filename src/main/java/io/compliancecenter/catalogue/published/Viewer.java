package io.compliancecenter.catalogue.published;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at the catalogue.
 *
 * @param organization null on pages that belong to no Organization
 * @param groups codes of the access groups that the Organization is in at that time
 * @param at by the database's clock
 */
public record Viewer(@Nullable UUID organization, Set<String> groups, Instant at) {

    public Viewer {
        groups = Set.copyOf(groups);
    }
}
