package io.compliancecenter.desk.folder;

import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.catalogue.published.IssuedCertificate;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.publishing.PublishedFolder.Published;
import io.compliancecenter.publishing.folder.CatalogueWriter;
import io.compliancecenter.publishing.folder.FolderWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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

    FolderZip(FolderExports exports) {
        this.exports = exports;
    }

    void write(UUID export, Published published, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        for (Map.Entry<String, String> file :
                FolderWriter.write(published.content()).entrySet()) {
            zip.putNextEntry(new ZipEntry(file.getKey()));
            zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        }
        for (Map.Entry<IssuedCertificate, CertificateId> certificate :
                published.certificates().entrySet()) {
            zip.putNextEntry(new ZipEntry(CatalogueWriter.file(
                    certificate.getKey(), published.content().catalogue())));
            document(export, certificate.getKey(), certificate.getValue(), zip);
        }
        zip.finish();
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
