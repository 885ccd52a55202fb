package io.compliancecenter.publishing.folder.export;

import io.compliancecenter.catalogue.CataloguePublisher.CatalogueEdition;
import io.compliancecenter.organization.directory.OrganizationDirectory;
import io.compliancecenter.publishing.pdfcheck.KeptContent;
import io.compliancecenter.terms.PreparedTerms;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that a folder says.
 *
 * @param terms by version
 * @param kept what documents hold that the catalogue has to allow, by SHA-256 in lower-case hexadecimal; what is not known is missing
 */
public record FolderContent(
        CatalogueEdition catalogue,
        List<PreparedTerms> terms,
        OrganizationDirectory organizations,
        Map<String, Set<KeptContent>> kept) {

    /** The same with what is known now. */
    public FolderContent withKept(Map<String, Set<KeptContent>> known) {
        return new FolderContent(catalogue, terms, organizations, known);
    }
}
