package io.compliancecenter.desk.folder;

import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.catalogue.published.IssuedCertificate;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.UploadedPdfs;
import io.compliancecenter.publishing.PublishedFolder.Published;
import io.compliancecenter.publishing.folder.export.CatalogueWriter;
import io.compliancecenter.publishing.folder.export.FolderContent;
import io.compliancecenter.publishing.folder.export.FolderWriter;
import io.compliancecenter.publishing.pdfcheck.KeptContent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;

/**
 * Writes everything that is published as a ZIP file. Documents are read in pieces, each in a transaction of its own, so that neither
 * memory nor a connection is held while a client reads.
 */
@Component
@ConditionalOnDesk
class FolderZip {

    private static final int PIECE = 1 << 20;

    private final FolderExports exports;
    private final UploadedPdfs pdfs;

    FolderZip(FolderExports exports, UploadedPdfs pdfs) {
        this.exports = exports;
        this.pdfs = pdfs;
    }

    /** The documents come first: what the catalogue says of them may only be known then. */
    void write(UUID export, Published published, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        FolderContent content = published.content();
        Map<String, Set<KeptContent>> kept = new HashMap<>(content.kept());
        for (Map.Entry<IssuedCertificate, CertificateId> certificate :
                published.certificates().entrySet()) {
            IssuedCertificate issued = certificate.getKey();
            if (!kept.containsKey(issued.sha256())) {
                examined(export, issued, certificate.getValue()).ifPresent(found -> kept.put(issued.sha256(), found));
            }
            zip.putNextEntry(new ZipEntry(CatalogueWriter.file(issued, content.catalogue())));
            document(export, issued, certificate.getValue(), zip);
        }
        for (Map.Entry<String, String> file :
                FolderWriter.write(content.withKept(kept)).entrySet()) {
            zip.putNextEntry(new ZipEntry(file.getKey()));
            zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        }
        zip.finish();
    }

    /**
     * Checks what a document holds. It is written apart from that: a slow reader takes nobody's turn to have a file checked.
     *
     * @return empty if it is not known: the document is not taken any more, or too many others are being checked
     */
    private Optional<Set<KeptContent>> examined(UUID export, IssuedCertificate issued, CertificateId id)
            throws IOException {
        Optional<Set<KeptContent>> kept = pdfs.check(
                        pdf -> {
                            try (OutputStream copy = Files.newOutputStream(pdf)) {
                                document(export, issued, id, copy);
                            }
                        },
                        (pdf, result) -> result)
                .filter(result -> result.objection().isEmpty())
                .map(result -> result.unlessKept().keySet());
        kept.ifPresent(found -> exports.note(export, id, found));
        return kept;
    }

    private void document(UUID export, IssuedCertificate issued, CertificateId id, OutputStream out)
            throws IOException {
        int written = 0;
        while (written < issued.size()) {
            byte[] piece = exports.read(export, id, written, PIECE);
            if (piece.length == 0) {
                throw new IOException("The document of certificate " + id.value() + " ends too early");
            }
            out.write(piece);
            written += piece.length;
        }
    }
}
