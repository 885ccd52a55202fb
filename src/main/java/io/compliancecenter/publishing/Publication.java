package io.compliancecenter.publishing;

import io.compliancecenter.demo.SpecimenTerms;
import io.compliancecenter.organization.directory.OrganizationPublisher;
import io.compliancecenter.publishing.folder.Edition;
import java.util.List;
import java.util.Optional;

/**
 * What the publishing of an edition did.
 *
 * @param superseded if it was published before and something else was current when it was to be published again
 * @param catalogue how many rows of the catalogue were added, changed or retired
 * @param certificates how many of them are new certificates
 * @param terms how many rows of the terms were added or retired
 * @param left codes of compliances, certifications and access groups, and keys of Organizations, that the desk manages
 */
record Publication(
        Edition edition,
        Optional<SupersededEdition> superseded,
        int catalogue,
        int certificates,
        int terms,
        List<String> left,
        OrganizationPublisher.Outcome organizations) {

    /** A superseded edition that nobody allowed to be published again. */
    static Publication refused(Edition edition, Optional<SupersededEdition> superseded) {
        return new Publication(
                edition,
                superseded,
                0,
                0,
                0,
                List.of(),
                new OrganizationPublisher.Outcome(0, List.of(), List.of(), List.of()));
    }

    /** A sentence for the log about each new certificate whose file's protection was removed. */
    List<String> unprotected() {
        return edition.catalogue().certificates().stream()
                .filter(certificate -> certificate.originalSha256() != null
                        && edition.documents().containsKey(certificate.sha256()))
                .map(certificate ->
                        ("The protection against changes of %s (SHA-256 %s) was removed, as catalogue.yaml says;"
                                        + " the document on offer has SHA-256 %s")
                                .formatted(certificate.fileName(), certificate.originalSha256(), certificate.sha256()))
                .toList();
    }

    /** A sentence for whoever publishes if the latest terms were copied from the demo; empty if they were not. */
    Optional<String> specimenTerms() {
        return edition.terms().entrySet().stream()
                .reduce((earlier, later) -> later)
                .filter(latest ->
                        SpecimenTerms.among(latest.getValue().terms().texts().values()))
                .map(latest ->
                        ("Version %d of the terms begins with \"Specimen\": it is the demo's text and protects nothing."
                                        + " Publish a version of your own before anyone is asked to agree")
                                .formatted(latest.getKey()));
    }

    /** One line for the log. */
    String summary() {
        if (catalogue + terms + organizations.rows() == 0) {
            return "nothing has changed";
        }
        return "%d changes in the catalogue (new certificates: %d), %d in the terms, %d in the Organizations"
                .formatted(catalogue, certificates, terms, organizations.rows());
    }
}
