package io.compliancecenter.publishing.folder;

import io.compliancecenter.catalogue.IssuedCertificate;
import io.compliancecenter.catalogue.PublishedDocument;
import io.compliancecenter.catalogue.PublishedDocument.Stored;
import io.compliancecenter.publishing.pdfcheck.CheckedPdf;
import io.compliancecenter.publishing.pdfcheck.PdfChecks;
import io.compliancecenter.publishing.pdfcheck.PdfObjection;
import io.compliancecenter.support.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final Map<String, Path> toStore = new LinkedHashMap<>();
    private final Map<String, String> objections = new HashMap<>();

    /** @param published the files that were published before, by SHA-256 */
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
            String objection = objection(certificate, pdf);
            if (objection.isEmpty()) {
                issued.add(issued(certificate, pdf));
            } else {
                problems.add(certificate.place(), "'" + certificate.file() + "' " + objection);
            }
        });
        return issued;
    }

    /** Where the bytes are of the documents that were never published, by SHA-256. */
    Map<String, Path> toStore() {
        return toStore;
    }

    private String objection(ListedCertificate certificate, StagedPdf pdf) {
        return !certificate.removesProtection() && document(pdf).stored() != null
                ? PdfObjection.PROTECTED.what()
                : objections.getOrDefault(pdf.sha256(), "");
    }

    private PublishedDocument document(StagedPdf pdf) {
        return documents.getOrDefault(pdf.sha256(), CheckedPdf.NOTHING);
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
                take(hashes.get(index), checked.get(index));
            }
        } catch (IOException failure) {
            hashes.forEach(hash -> objections.put(hash, "was not checked: " + failure.getMessage()));
        }
    }

    private void take(String hash, CheckedPdf checked) throws IOException {
        Path unprotected = checked.unprotected();
        if (!checked.objection().isEmpty()) {
            objections.put(hash, checked.objection());
        } else if (unprotected == null) {
            documents.put(hash, checked.document());
            toStore.put(hash, Objects.requireNonNull(copies.get(hash)));
        } else if (Files.size(unprotected) > Staging.MAX_SIZE) {
            objections.put(hash, "is larger than 25 MiB without its protection");
        } else {
            byte[] bytes = Files.readAllBytes(unprotected);
            Stored stored = new Stored(HexFormat.of().formatHex(Sha256.digest().digest(bytes)), bytes.length);
            documents.put(
                    hash,
                    new PublishedDocument(
                            checked.document().pages(), checked.document().copyKind(), stored));
            toStore.put(stored.sha256(), unprotected);
        }
    }

    private IssuedCertificate issued(ListedCertificate certificate, StagedPdf pdf) {
        PublishedDocument document = document(pdf);
        Stored stored = document.stored();
        return new IssuedCertificate(
                certificate.certification(),
                certificate.issuer(),
                certificate.issuedOn(),
                certificate.validUntil(),
                certificate.file().substring(certificate.file().lastIndexOf('/') + 1),
                stored == null ? pdf.sha256() : stored.sha256(),
                stored == null ? pdf.size() : stored.size(),
                document.pages(),
                document.copyKind(),
                stored == null ? null : pdf.sha256());
    }
}
