package io.compliancecenter.publishing.folder;

import io.compliancecenter.catalogue.CataloguePublisher.CatalogueEdition;
import io.compliancecenter.organization.directory.OrganizationDirectory;
import io.compliancecenter.terms.PreparedTerms;
import java.util.List;

/**
 * Everything that a folder says.
 *
 * @param terms by version
 */
public record FolderContent(
        CatalogueEdition catalogue, List<PreparedTerms> terms, OrganizationDirectory organizations) {}
