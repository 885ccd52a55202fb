package io.compliancecenter.desk.trace;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.support.PrivateDirectory;
import io.compliancecenter.support.Sha256;
import io.compliancecenter.tracing.FoundSerial;
import io.compliancecenter.tracing.SerialSearch;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Searches uploaded files for serials. Only a few at a time: a search takes a process of its own. */
@Component
@ConditionalOnDesk
class LeakedFiles {

    private static final int AT_ONCE = 2;
    private static final long MAX_WAIT_SECONDS = 20;

    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    /** What is in a file. */
    @SuppressWarnings("ArrayRecordComponent") // It is never compared.
    record Searched(byte[] sha256, List<FoundSerial> serials) {}

    /** A file cannot be searched in the memory and time that a search may take. */
    static class UnsearchableException extends Exception {

        private static final long serialVersionUID = 1;

        UnsearchableException(IOException cause) {
            super(cause);
        }
    }

    /**
     * Searches the file.
     *
     * @return empty if too many others are being searched
     */
    Optional<Searched> search(MultipartFile file) throws UnsearchableException {
        if (!acquire()) {
            return Optional.empty();
        }
        try (PrivateDirectory directory = PrivateDirectory.create("trace")) {
            Path leaked = directory.path().resolve("leaked.pdf");
            file.transferTo(leaked);
            MessageDigest digest = Sha256.digest();
            Files.copy(leaked, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return Optional.of(new Searched(digest.digest(), serials(leaked)));
        } catch (IOException failure) {
            throw new UncheckedIOException("The upload cannot be kept", failure);
        } finally {
            turns.release();
        }
    }

    private static List<FoundSerial> serials(Path leaked) throws UnsearchableException {
        try {
            return SerialSearch.in(leaked);
        } catch (IOException failure) {
            throw new UnsearchableException(failure);
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
}
