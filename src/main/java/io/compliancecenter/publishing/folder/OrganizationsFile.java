package io.compliancecenter.publishing.folder;

import io.compliancecenter.organization.directory.OrganizationDirectory;
import io.compliancecenter.organization.directory.OrganizationDirectory.Kind;
import java.util.Map;

/**
 * What {@code organizations.yaml} says.
 *
 * @param locations where each entry says {@code returns}, by its key, or where it should
 */
public record OrganizationsFile(OrganizationDirectory directory, Map<Kind, Map<String, Location>> locations) {

    /** Where the entry with that key says {@code returns}. */
    public Location locationOf(Kind kind, String key) {
        return locations.getOrDefault(kind, Map.of()).getOrDefault(key, Location.of(OrganizationsReader.FILE));
    }
}
