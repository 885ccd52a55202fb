package io.compliancecenter.publishing.folder;

import io.compliancecenter.catalogue.IssuedCertificate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** A folder that was read, its certificates not yet checked: that takes time, and may not be needed. */
public final class StagedFolder {

    private final Optional<CatalogueFile> catalogue;
    private final SortedMap<Integer, TermsFile> terms;
    private final Optional<OrganizationsFile> organizations;
    private final CertificateFiles certificates;
    private final String edition;
    private final Problems problems;

    StagedFolder(
            Optional<CatalogueFile> catalogue,
            SortedMap<Integer, TermsFile> terms,
            Optional<OrganizationsFile> organizations,
            CertificateFiles certificates,
            String edition,
            Problems problems) {
        this.catalogue = catalogue;
        this.terms = terms;
        this.organizations = organizations;
        this.certificates = certificates;
        this.edition = edition;
        this.problems = problems;
    }

    /** The hash of what was read: see {@link EditionHash}. */
    public String edition() {
        return edition;
    }

    /**
     * Checks the certificates that were never published.
     *
     * @return everything, fit to publish
     * @throws ProvisioningException if anything in the folder is wrong
     */
    public Edition check() {
        List<IssuedCertificate> issued = certificates.check();
        problems.throwIfAny();
        return new Edition(
                edition,
                catalogue.orElseThrow().with(issued),
                terms,
                organizations.orElseThrow(),
                certificates.toStore());
    }
}
