package io.compliancecenter.publishing.folder;

import io.compliancecenter.catalogue.PublishedDocument;
import io.compliancecenter.publishing.pdfcheck.PdfChecks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Reads a folder as a whole, and tells everything that is wrong with it at once. */
public final class FolderReader {

    /** In bytes; more than enough for ten thousand users. */
    private static final int MAX_YAML = 2 << 20;

    private final Folder folder;
    private final PrivateDirectory directory;
    private final PdfChecks checks;

    /** @param directory for copies of the PDFs; they are needed until the edition is published */
    public FolderReader(Folder folder, PrivateDirectory directory, PdfChecks checks) {
        this.folder = folder;
        this.directory = directory;
        this.checks = checks;
    }

    /**
     * Reads everything, and does not check certificates yet.
     *
     * @param published the files that were published before, by SHA-256
     */
    public StagedFolder stage(Map<String, PublishedDocument> published) {
        Problems problems = new Problems();
        Optional<CatalogueFile> catalogue = folder.text(CatalogueReader.FILE, MAX_YAML, problems)
                .flatMap(text -> CatalogueReader.read(text, problems));
        Optional<OrganizationsFile> organizations = folder.text(OrganizationsReader.FILE, MAX_YAML, problems)
                .flatMap(text -> OrganizationsReader.read(text, problems));
        SortedMap<Integer, TermsFile> terms = TermsReader.read(folder, problems);
        CertificateFiles files = new CertificateFiles(
                new Staging(folder, directory, published.keySet(), problems), checks, published, problems);
        files.stage(catalogue.map(CatalogueFile::certificates).orElse(List.of()));
        return new StagedFolder(
                catalogue, terms, organizations, files, folder.hash().value(), problems);
    }
}
