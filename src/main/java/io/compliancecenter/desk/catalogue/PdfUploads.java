package io.compliancecenter.desk.catalogue;

import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.UploadedPdfs;
import io.compliancecenter.desk.catalogue.CertificateContent.Allowance;
import io.compliancecenter.desk.draft.ChangeKind;
import io.compliancecenter.desk.draft.DraftDocuments;
import io.compliancecenter.desk.draft.DraftService;
import io.compliancecenter.publishing.pdfcheck.CheckedPdf;
import io.compliancecenter.publishing.pdfcheck.KeptContent;
import io.compliancecenter.publishing.pdfcheck.PdfMetadata;
import io.compliancecenter.support.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.util.UriComponentsBuilder;

/** Puts uploaded PDFs into drafts. */
@Component
@ConditionalOnDesk
class PdfUploads {

    private final DraftService drafts;
    private final DraftDocuments documents;
    private final TransactionTemplate transaction;
    private final UploadedPdfs pdfs;

    PdfUploads(
            DraftService drafts,
            DraftDocuments documents,
            @Qualifier("deskTransactionManager") PlatformTransactionManager transactions,
            UploadedPdfs pdfs) {
        this.drafts = drafts;
        this.documents = documents;
        this.transaction = new TransactionTemplate(transactions);
        this.pdfs = pdfs;
    }

    /**
     * What to do with a file that would be refused otherwise.
     *
     * @param removeProtection whether a copy without its protection against changes is published in its place
     * @param keep what it is published with, though that is refused otherwise
     */
    record Allowances(boolean removeProtection, Set<KeptContent> keep) {}

    /**
     * The result of an upload.
     *
     * @param address of the page where it goes on; null if the file was refused
     * @param messageKey why it was refused; null if it was not, or the check says why
     * @param fileName of the file
     * @param objection the end of a sentence that begins with the file's name, in English; empty if there is none
     */
    record Upload(@Nullable String address, @Nullable String messageKey, String fileName, String objection) {

        static Upload refused(String messageKey) {
            return new Upload(null, messageKey, "", "");
        }
    }

    /**
     * Checks the file, and adds it to a draft as a new certificate.
     *
     * @param draft null for a new one
     */
    Upload add(@Nullable UUID draft, PublishedCertification certification, MultipartFile file, Allowances allowances) {
        String objection = UploadedPdfs.objection(file);
        if (objection != null) {
            return Upload.refused(objection);
        }
        String name = UploadedPdfs.name(file);
        return pdfs.check(file, (pdf, checked) -> {
                    Upload refusal = refusal(name, checked, allowances);
                    return refusal == null ? put(draft, certification, name, pdf, checked) : refusal;
                })
                .orElseGet(() -> Upload.refused("desk.upload.busy"));
    }

    private static @Nullable Upload refusal(String name, CheckedPdf checked, Allowances allowances) {
        if (!checked.objection().isEmpty()) {
            return new Upload(null, null, name, checked.objection());
        }
        for (Map.Entry<KeptContent, String> unlessKept : checked.unlessKept().entrySet()) {
            if (!allowances.keep().contains(unlessKept.getKey())) {
                return new Upload(null, null, name, unlessKept.getValue());
            }
        }
        return checked.unprotected() != null && !allowances.removeProtection()
                ? Upload.refused("desk.upload.protected")
                : null;
    }

    private Upload put(
            @Nullable UUID draft, PublishedCertification certification, String name, Path pdf, CheckedPdf checked)
            throws IOException {
        Path stored = checked.unprotected() == null ? pdf : checked.unprotected();
        String uploaded = sha256(pdf);
        String original = checked.unprotected() == null ? null : uploaded;
        String key = UUID.randomUUID().toString();
        return Objects.requireNonNull(transaction.execute(status -> {
            if (documents.isPurged(uploaded)) {
                return Upload.refused("desk.upload.purged");
            }
            UUID target = draft == null ? drafts.create(certification.name()) : draft;
            drafts.put(
                    target,
                    drafts.revision(target),
                    ChangeKind.CERTIFICATE,
                    key,
                    new CertificateContent(
                            certification.code(), null, null, null, name, null, null, allowances(checked)));
            documents.put(target, key, stored, checked.document(), original);
            return new Upload(detailsAddress(target, key, checked.metadata()), null, name, "");
        }));
    }

    /** The page of the details, which proposes what the document says about itself. */
    private static String detailsAddress(UUID draft, String key, PdfMetadata metadata) {
        String author = metadata.author();
        LocalDate created = metadata.created();
        UriComponentsBuilder page = UriComponentsBuilder.fromPath("/desk/drafts/{draft}/certificates/{key}");
        if (author != null) {
            page.queryParam("author", "{author}");
        }
        if (created != null) {
            page.queryParam("created", created);
        }
        return page.encode()
                .buildAndExpand(Map.of("draft", draft, "key", key, "author", String.valueOf(author)))
                .toUriString();
    }

    /** Those that the file needed. */
    private static List<Allowance> allowances(CheckedPdf checked) {
        Stream<Allowance> kept = checked.unlessKept().keySet().stream().sorted().map(content -> switch (content) {
            case ATTACHMENTS -> Allowance.ATTACHMENTS;
            case LINKS -> Allowance.LINKS;
        });
        return Stream.concat(kept, checked.unprotected() == null ? Stream.empty() : Stream.of(Allowance.PROTECTION))
                .toList();
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        Files.copy(file, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return HexFormat.of().formatHex(digest.digest());
    }
}
