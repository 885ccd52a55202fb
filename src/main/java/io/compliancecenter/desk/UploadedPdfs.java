package io.compliancecenter.desk;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.publishing.pdfcheck.CheckedPdf;
import io.compliancecenter.publishing.pdfcheck.PdfChecks;
import io.compliancecenter.support.PrivateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Checks uploaded PDFs. Only a few at a time: a check takes a process of its own. */
@Component
@ConditionalOnDesk
public class UploadedPdfs {

    private static final int AT_ONCE = 2;
    private static final long MAX_WAIT_SECONDS = 60;
    private static final int LONGEST_NAME = 200;

    private final PdfChecks checks;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    UploadedPdfs(
            @Value("${compliance-center.publishing.pdf-check-timeout:" + PdfChecks.DEFAULT_TIMEOUT + "}")
                    Duration timeout) {
        this.checks = new PdfChecks(timeout);
    }

    /** Where a file comes from. */
    @FunctionalInterface
    public interface Source {

        void writeTo(Path pdf) throws IOException;
    }

    /** What is done with a file after its check. The file is gone afterwards. */
    @FunctionalInterface
    public interface Use<T> {

        T apply(Path pdf, CheckedPdf checked) throws IOException;
    }

    /** Key of the message why a file is refused without a check; null if it is not. */
    public static @Nullable String objection(MultipartFile file) {
        if (file.isEmpty()) {
            return "desk.upload.missing";
        }
        if (!name(file).toLowerCase(Locale.ROOT).endsWith(".pdf")) {
            return "desk.upload.no-pdf";
        }
        return file.getSize() > PdfChecks.MAX_SIZE ? "desk.upload.too-large" : null;
    }

    /**
     * Checks the file.
     *
     * @return empty if too many others are being checked
     */
    public <T> Optional<T> check(MultipartFile file, Use<T> use) {
        try {
            return check(file::transferTo, use);
        } catch (IOException failure) {
            throw new UncheckedIOException("The upload cannot be kept", failure);
        }
    }

    /**
     * Checks a file that comes from elsewhere.
     *
     * @return empty if too many others are being checked; the source was not asked for it then
     * @throws IOException if the file cannot be written or checked
     */
    public <T> Optional<T> check(Source source, Use<T> use) throws IOException {
        if (!acquire()) {
            return Optional.empty();
        }
        try (PrivateDirectory directory = PrivateDirectory.create("upload")) {
            Path pdf = directory.path().resolve("uploaded.pdf");
            source.writeTo(pdf);
            return Optional.of(use.apply(pdf, checks.check(List.of(pdf)).get(0)));
        } finally {
            turns.release();
        }
    }

    private boolean acquire() {
        try {
            return turns.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The file's name without its folder, which some browsers send, and without what cannot be in a name. */
    public static String name(MultipartFile file) {
        String sent = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        String plain = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1)
                .replaceAll("[\\p{Cc}\\p{Cf}\"*:<>?|]", "")
                .strip();
        return plain.length() > LONGEST_NAME ? plain.substring(plain.length() - LONGEST_NAME) : plain;
    }
}
