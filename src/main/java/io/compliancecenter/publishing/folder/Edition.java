package io.compliancecenter.publishing.folder;

import io.compliancecenter.catalogue.CataloguePublisher.CatalogueEdition;
import io.compliancecenter.catalogue.published.IssuedCertificate;
import io.compliancecenter.publishing.pdfcheck.KeptContent;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * The valid content of a folder, ready to be published.
 *
 * @param hash identifies it: see {@link Folder#hash}
 * @param languagesLocation where the catalogue names its languages, or where it would
 * @param certificateLocations where the catalogue names the file of each certificate
 * @param terms by version
 * @param documents where the bytes are of the documents that were never published, by SHA-256 in lower-case hexadecimal
 * @param kept what each of these documents holds that the catalogue had to allow, by the same
 */
public record Edition(
        String hash,
        CatalogueEdition catalogue,
        Location languagesLocation,
        Map<IssuedCertificate, Location> certificateLocations,
        SortedMap<Integer, TermsFile> terms,
        OrganizationsFile organizations,
        Map<String, Path> documents,
        Map<String, Set<KeptContent>> kept) {}
