package io.compliancecenter.publishing.folder;

import io.compliancecenter.organization.directory.OrganizationDirectory;
import io.compliancecenter.organization.directory.OrganizationDirectory.Kind;
import java.util.Map;

/**
 * What {@code organizations.yaml} says.
 *
 * @param places where each entry says {@code returns}, by its key, or where it should
 */
public record OrganizationsFile(OrganizationDirectory directory, Map<Kind, Map<String, Place>> places) {

    /** Where the entry with that key says {@code returns}. */
    public Place placeOf(Kind kind, String key) {
        return places.getOrDefault(kind, Map.of()).getOrDefault(key, Place.of(OrganizationsReader.FILE));
    }
}
