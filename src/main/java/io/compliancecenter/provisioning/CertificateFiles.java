package io.compliancecenter.provisioning;

import io.compliancecenter.catalogue.IssuedCertificate;
import io.compliancecenter.catalogue.PublishedDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The PDFs behind the certificates that the catalogue lists: copied, and checked if they are new. */
final class CertificateFiles {

    private final Staging staging;
    private final PdfChecks checks;
    private final Map<String, PublishedDocument> documents;
    private final Problems problems;

    private final Map<ListedCertificate, StagedPdf> staged = new LinkedHashMap<>();
    private final Map<String, Path> copies = new LinkedHashMap<>();
    private final Map<String, String> objections = new HashMap<>();

    /** @param published the documents that were published before, by SHA-256 */
    CertificateFiles(Staging staging, PdfChecks checks, Map<String, PublishedDocument> published, Problems problems) {
        this.staging = staging;
        this.checks = checks;
        this.documents = new HashMap<>(published);
        this.problems = problems;
    }

    /**
     * Checks the staged files that are new.
     *
     * @return the certificates with what their files say, without those that are wrong and reported
     */
    List<IssuedCertificate> check() {
        checkCopies();
        List<IssuedCertificate> issued = new ArrayList<>();
        staged.forEach((certificate, pdf) -> {
            String objection = objections.get(pdf.sha256());
            if (objection == null) {
                issued.add(issued(certificate, pdf));
            } else {
                problems.add(certificate.place(), "'" + certificate.file() + "' " + objection);
            }
        });
        return issued;
    }

    /** Where the bytes are of the documents that were never published, by SHA-256. */
    Map<String, Path> copies() {
        return copies;
    }

    /** Takes the files out of the folder. */
    void stage(List<ListedCertificate> listed) {
        Map<String, Optional<StagedPdf>> byName = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (ListedCertificate certificate : listed) {
            byName.computeIfAbsent(certificate.file(), name -> staging.stage(name, certificate.place()))
                    .ifPresent(pdf -> {
                        if (!seen.add(certificate.certification() + " " + pdf.sha256())) {
                            problems.add(
                                    certificate.place(),
                                    "'" + certificate.file() + "' is there twice in this certification");
                        }
                        if (pdf.copy() != null) {
                            copies.put(pdf.sha256(), pdf.copy());
                        }
                        staged.put(certificate, pdf);
                    });
        }
    }

    private void checkCopies() {
        List<String> hashes = List.copyOf(copies.keySet());
        try {
            List<CheckedPdf> checked = checks.check(List.copyOf(copies.values()));
            for (int index = 0; index < hashes.size(); index++) {
                documents.put(hashes.get(index), checked.get(index).document());
                if (!checked.get(index).objection().isEmpty()) {
                    objections.put(hashes.get(index), checked.get(index).objection());
                }
            }
        } catch (IOException failure) {
            hashes.forEach(hash -> objections.put(hash, "was not checked: " + failure.getMessage()));
        }
    }

    private IssuedCertificate issued(ListedCertificate certificate, StagedPdf pdf) {
        PublishedDocument document = documents.getOrDefault(pdf.sha256(), CheckedPdf.NOTHING);
        return new IssuedCertificate(
                certificate.certification(),
                certificate.issuer(),
                certificate.issuedOn(),
                certificate.validUntil(),
                certificate.file().substring(certificate.file().lastIndexOf('/') + 1),
                pdf.sha256(),
                pdf.size(),
                document.pages(),
                document.copyKind());
    }
}
