package io.compliancecenter.publishing.folder;

import io.compliancecenter.catalogue.Audience;
import io.compliancecenter.catalogue.published.IssuedCertificate;
import io.compliancecenter.catalogue.published.PublishedDocument;
import io.compliancecenter.publishing.pdfcheck.PdfChecks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** A folder that was read. Its certificates are not checked yet: that takes time, and may not be needed. */
public final class StagedFolder {

    /** In bytes; more than enough for ten thousand users. */
    private static final int MAX_YAML = 2 << 20;

    private final ValidationErrors errors = new ValidationErrors();
    private final Optional<CatalogueFile> catalogue;
    private final Optional<OrganizationsFile> organizations;
    private final SortedMap<Integer, TermsFile> terms;
    private final CertificateFiles certificates;
    private final String edition;

    /**
     * Reads the folder.
     *
     * @param directory for copies of the PDFs; they are needed until the edition is published
     * @param published the files that were published before, by SHA-256
     */
    public StagedFolder(Folder folder, Path directory, Map<String, PublishedDocument> published) {
        catalogue = folder.text(CatalogueFile.NAME, MAX_YAML, errors).flatMap(text -> CatalogueFile.read(text, errors));
        organizations = folder.text(OrganizationsFile.NAME, MAX_YAML, errors)
                .flatMap(text -> OrganizationsFile.read(text, errors));
        catalogue.ifPresent(file -> organizations.ifPresent(found -> file.requireGroups(found.groupCodes(), errors)));
        terms = TermsReader.read(folder, errors);
        certificates = new CertificateFiles(folder, directory, published, errors);
        certificates.stage(catalogue.map(CatalogueFile::certificates).orElse(List.of()));
        edition = folder.hash();
    }

    /** The hash of what was read: see {@link Folder#hash}. */
    public String edition() {
        return edition;
    }

    /**
     * Checks the certificates that were never published.
     *
     * @return everything, fit to publish
     * @throws InvalidFolderException if anything in the folder is wrong
     */
    public Edition check(PdfChecks checks) {
        Map<IssuedCertificate, Optional<Audience>> issued = certificates.check(checks);
        errors.throwIfAny();
        return new Edition(
                edition,
                catalogue.orElseThrow().with(issued),
                catalogue.orElseThrow().languagesLocation(),
                certificates.locations(),
                terms,
                organizations.orElseThrow(),
                certificates.toStore(),
                certificates.kept());
    }
}
