package io.compliancecenter.desk.imports;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.support.PrivateDirectory;
import io.compliancecenter.support.Sha256;
import io.compliancecenter.web.OneLine;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Reads uploaded files. Only a few at a time: what they say is in memory for a moment. */
@Component
@ConditionalOnDesk
class ImportUploads {

    /** In bytes. */
    static final int MAX_SIZE = 5 << 20;

    private static final int AT_ONCE = 2;
    private static final long MAX_WAIT_SECONDS = 20;
    private static final int LONGEST_NAME = 200;

    private final ImportService imports;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    ImportUploads(ImportService imports) {
        this.imports = imports;
    }

    /**
     * The result of an upload.
     *
     * @param id of the stored file; null if it was refused
     * @param messageKey why it was refused; null if it was not
     */
    record Upload(@Nullable UUID id, @Nullable String messageKey) {}

    /** Reads the file, and stores what it says and what is wrong with it. */
    Upload add(MultipartFile file) {
        if (file.isEmpty()) {
            return new Upload(null, "desk.import.file.missing");
        }
        if (file.getSize() > MAX_SIZE) {
            return new Upload(null, "desk.import.file.too-large");
        }
        if (!acquire()) {
            return new Upload(null, "desk.upload.busy");
        }
        try (PrivateDirectory directory = PrivateDirectory.create("import")) {
            Path uploaded = directory.path().resolve("import.csv");
            file.transferTo(uploaded);
            MessageDigest digest = Sha256.digest();
            Files.copy(uploaded, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return new Upload(imports.stage(name(file), digest.digest(), ImportFile.read(uploaded)), null);
        } catch (IOException failure) {
            throw new UncheckedIOException("The upload cannot be kept", failure);
        } finally {
            turns.release();
        }
    }

    /** Without its folder, which some browsers send, and without what cannot be in a name. */
    private static String name(MultipartFile file) {
        String sent = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        String plain = OneLine.of(
                sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1)
                        .replaceAll("\\p{Cf}", ""),
                Integer.MAX_VALUE);
        String usual = plain.isEmpty() ? "import.csv" : plain;
        return usual.length() > LONGEST_NAME ? usual.substring(usual.length() - LONGEST_NAME) : usual;
    }

    private boolean acquire() {
        try {
            return turns.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
