package io.compliancecenter.desk.folder;

import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskNotFoundException;
import io.compliancecenter.desk.draft.ChangeKind;
import io.compliancecenter.publishing.PublishedFolder;
import io.compliancecenter.publishing.PublishedFolder.Published;
import io.compliancecenter.publishing.folder.export.CatalogueWriter;
import io.compliancecenter.publishing.pdfcheck.KeptContent;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Reads what is published as files. The database checks who may read documents, and records it. */
@Service
@ConditionalOnDesk
@Transactional("deskTransactionManager")
class FolderExports {

    private final PublishedFolder folder;
    private final ExportedDocuments documents;

    FolderExports(PublishedFolder folder, ExportedDocuments documents) {
        this.folder = folder;
        this.documents = documents;
    }

    /**
     * An item as the catalogue's file has it.
     *
     * @param complete whether it says all that its documents need to be published; otherwise that of some is not known yet
     */
    record ItemText(String text, boolean complete) {}

    /** @throws DeskNotFoundException if nothing like it is published */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    ItemText yaml(ChangeKind kind, String code) {
        Map<String, Set<KeptContent>> kept = folder.kept();
        return folder.catalogue()
                .flatMap(edition -> switch (kind) {
                    case COMPLIANCE ->
                        edition.compliances().stream()
                                .filter(compliance -> compliance.code().equals(code))
                                .findFirst()
                                .map(compliance -> new ItemText(CatalogueWriter.write(compliance), true));
                    case CERTIFICATION ->
                        edition.certifications().stream()
                                .filter(certification -> certification.code().equals(code))
                                .findFirst()
                                .map(certification -> new ItemText(
                                        CatalogueWriter.write(certification, edition, kept),
                                        edition.certificates().stream()
                                                .filter(certificate -> certificate
                                                        .certification()
                                                        .equals(code))
                                                .allMatch(certificate -> kept.containsKey(certificate.sha256()))));
                    default -> Optional.<ItemText>empty();
                })
                .orElseThrow(DeskNotFoundException::new);
    }

    /** Everything, on one snapshot; empty while nothing is published. */
    @Transactional(value = "deskTransactionManager", readOnly = true, isolation = Isolation.REPEATABLE_READ)
    Optional<Published> read() {
        return folder.read();
    }

    /** Records that an export begins. It can read documents once this is committed. */
    UUID begin() {
        return documents.begin();
    }

    /**
     * A part of a certificate's document.
     *
     * @param from the first byte, which counts from 0
     * @throws DeskNotFoundException if the certificate is not on offer any more
     */
    byte[] read(UUID export, CertificateId certificate, int from, int count) {
        byte[] part = documents.read(export, certificate.value(), from + 1, count);
        if (part == null) {
            throw new DeskNotFoundException();
        }
        return part;
    }

    /** Stores what an export has found in a certificate's document. */
    void note(UUID export, CertificateId certificate, Set<KeptContent> kept) {
        documents.note(
                export,
                certificate.value(),
                kept.stream().map(KeptContent::name).toArray(String[]::new));
    }
}
