package io.compliancecenter.publishing.folder;

import io.compliancecenter.catalogue.Audience;
import io.compliancecenter.catalogue.published.IssuedCertificate;
import io.compliancecenter.catalogue.published.PublishedDocument;
import io.compliancecenter.catalogue.published.PublishedDocument.Stored;
import io.compliancecenter.publishing.folder.CatalogueFile.ListedCertificate;
import io.compliancecenter.publishing.pdfcheck.CheckedPdf;
import io.compliancecenter.publishing.pdfcheck.KeptContent;
import io.compliancecenter.publishing.pdfcheck.PdfChecks;
import io.compliancecenter.publishing.pdfcheck.PdfObjection;
import io.compliancecenter.support.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The PDFs of the certificates that the catalogue lists. They are copied out of the folder first. Hash, size, check and
 * publication are of the copy, so a file may change meanwhile.
 */
final class CertificateFiles {

    private final Folder folder;
    private final Path directory;
    private final ValidationErrors errors;
    private final Map<String, PublishedDocument> documents;
    private final Set<String> published;

    private final Map<ListedCertificate, Stored> staged = new LinkedHashMap<>();
    private final Map<String, Path> copies = new LinkedHashMap<>();
    private final Map<String, Path> toStore = new LinkedHashMap<>();
    private final Map<String, String> objections = new HashMap<>();
    private final Map<IssuedCertificate, Location> locations = new HashMap<>();

    /** Against what files hold, unless the catalogue says that it is kept. */
    private final Map<String, Map<KeptContent, String>> unlessKept = new HashMap<>();

    /** By hash of the document that is stored. */
    private final Map<String, Set<KeptContent>> kept = new HashMap<>();

    /**
     * Copies nothing yet.
     *
     * @param directory for copies; they are needed until the edition is published
     * @param published the files that were published before, by SHA-256; they are neither copied nor checked again
     */
    CertificateFiles(Folder folder, Path directory, Map<String, PublishedDocument> published, ValidationErrors errors) {
        this.folder = folder;
        this.directory = directory;
        this.errors = errors;
        this.documents = new HashMap<>(published);
        this.published = published.keySet();
    }

    /** Copies the files of the certificates. */
    void stage(List<ListedCertificate> listed) {
        Map<String, Optional<Stored>> byName = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (ListedCertificate certificate : listed) {
            Optional<Stored> pdf =
                    byName.computeIfAbsent(certificate.file(), name -> copy(name, certificate.location()));
            pdf.ifPresent(found -> {
                if (!seen.add(certificate.certification() + " " + found.sha256())) {
                    report(certificate, "is listed twice in this certification");
                }
                staged.put(certificate, found);
            });
        }
    }

    private Optional<Stored> copy(String name, Location location) {
        if (!name.toLowerCase(Locale.ROOT).endsWith(".pdf")) {
            errors.add(location, "'" + name + "' does not end in .pdf");
            return Optional.empty();
        }
        return folder.file(name, location, errors).flatMap(file -> {
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                byte[] bytes = in.readNBytes(PdfChecks.MAX_SIZE + 1);
                if (bytes.length == 0 || bytes.length > PdfChecks.MAX_SIZE) {
                    errors.add(
                            location, "'" + name + "' " + (bytes.length == 0 ? "is empty" : "is larger than 25 MiB"));
                    return Optional.empty();
                }
                String sha256 = Sha256.of(bytes);
                folder.addToHash(name, sha256);
                if (!published.contains(sha256) && !copies.containsKey(sha256)) {
                    copies.put(sha256, Files.write(Files.createTempFile(directory, "certificate-", ".pdf"), bytes));
                }
                return Optional.of(new Stored(sha256, bytes.length));
            } catch (IOException failure) {
                errors.add(location, "'" + name + "' cannot be read: " + failure);
                return Optional.empty();
            }
        });
    }

    /**
     * Checks the copies.
     *
     * @return the certificates with what is known of their files, without those that were reported, and their audiences
     */
    Map<IssuedCertificate, Optional<Audience>> check(PdfChecks checks) {
        checkCopies(checks);
        Map<IssuedCertificate, Optional<Audience>> issued = new LinkedHashMap<>();
        staged.forEach((certificate, pdf) -> {
            String objection = objections.get(pdf.sha256());
            if (objection != null) {
                report(certificate, objection);
                return;
            }
            PublishedDocument document = Objects.requireNonNull(documents.get(pdf.sha256()));
            List<String> unmet = new ArrayList<>();
            if (document.stored() != null && !certificate.removesProtection()) {
                unmet.add(PdfObjection.PROTECTED.what());
            }
            unlessKept.getOrDefault(pdf.sha256(), Map.of()).forEach((content, refusal) -> {
                if (!certificate.kept().contains(content)) {
                    unmet.add(refusal);
                }
            });
            unmet.forEach(refusal -> report(certificate, refusal));
            if (unmet.isEmpty()) {
                IssuedCertificate found = issued(certificate, pdf, document);
                issued.put(found, Optional.ofNullable(certificate.audience()));
                locations.put(found, certificate.location());
            }
        });
        return issued;
    }

    /** What the documents that were never published are published with because the catalogue says so, by SHA-256. */
    Map<String, Set<KeptContent>> kept() {
        return kept;
    }

    /** Where the bytes are of the documents that were never published, by SHA-256. */
    Map<String, Path> toStore() {
        return toStore;
    }

    /** Where the catalogue names the file of each certificate. */
    Map<IssuedCertificate, Location> locations() {
        return locations;
    }

    private void report(ListedCertificate certificate, String objection) {
        errors.add(certificate.location(), "'" + certificate.file() + "' " + objection);
    }

    private void checkCopies(PdfChecks checks) {
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
        unlessKept.put(hash, checked.unlessKept());
        Path unprotected = checked.unprotected();
        if (!checked.objection().isEmpty()) {
            objections.put(hash, checked.objection());
        } else if (unprotected == null) {
            documents.put(hash, checked.document());
            toStore.put(hash, Objects.requireNonNull(copies.get(hash)));
            kept.put(hash, checked.unlessKept().keySet());
        } else if (Files.size(unprotected) > PdfChecks.MAX_SIZE) {
            objections.put(hash, "is larger than 25 MiB without its protection");
        } else {
            byte[] bytes = Files.readAllBytes(unprotected);
            Stored stored = new Stored(Sha256.of(bytes), bytes.length);
            documents.put(
                    hash,
                    new PublishedDocument(
                            checked.document().pages(), checked.document().copyKind(), stored));
            toStore.put(stored.sha256(), unprotected);
            kept.put(stored.sha256(), checked.unlessKept().keySet());
        }
    }

    private static IssuedCertificate issued(ListedCertificate certificate, Stored file, PublishedDocument document) {
        Stored stored = Objects.requireNonNullElse(document.stored(), file);
        return new IssuedCertificate(
                certificate.certification(),
                certificate.issuer(),
                certificate.issuedOn(),
                certificate.validUntil(),
                certificate.file().substring(certificate.file().lastIndexOf('/') + 1),
                stored.sha256(),
                stored.size(),
                document.pages(),
                document.copyKind(),
                document.stored() == null ? null : file.sha256());
    }
}
