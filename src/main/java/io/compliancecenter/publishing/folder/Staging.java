package io.compliancecenter.publishing.folder;

import io.compliancecenter.support.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the PDFs that have to be published out of the folder. Hash, size, check and publication are all of the copy made
 * here, so that it does not matter if a file changes meanwhile.
 */
public final class Staging {

    /** In bytes. */
    static final int MAX_SIZE = 25 << 20;

    private final Folder folder;
    private final Path directory;
    private final Set<String> published;
    private final Problems problems;

    /** @param published the hashes of documents that were published before, of which no copy is needed */
    Staging(Folder folder, PrivateDirectory directory, Set<String> published, Problems problems) {
        this.folder = folder;
        this.directory = directory.path();
        this.published = published;
        this.problems = problems;
    }

    /** The PDF of that name; empty, and reported, if there is none of the right size. */
    Optional<StagedPdf> stage(String name, Place place) {
        if (!name.toLowerCase(Locale.ROOT).endsWith(".pdf")) {
            problems.add(place, "'" + name + "' does not end in .pdf");
            return Optional.empty();
        }
        return folder.file(name, place, problems).flatMap(file -> {
            try {
                return copy(file, name, place);
            } catch (IOException failure) {
                problems.add(place, "'" + name + "' cannot be read: " + failure);
                return Optional.empty();
            }
        });
    }

    private Optional<StagedPdf> copy(Path file, String name, Place place) throws IOException {
        Path copy = Files.createTempFile(directory, "certificate-", ".pdf");
        MessageDigest digest = Sha256.digest();
        long size;
        try (InputStream in = new DigestInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), digest);
                OutputStream out = Files.newOutputStream(copy)) {
            size = copy(in, out);
        }
        if (size == 0 || size > MAX_SIZE) {
            Files.delete(copy);
            problems.add(place, "'" + name + "' " + (size == 0 ? "is empty" : "is larger than 25 MiB"));
            return Optional.empty();
        }
        String hash = HexFormat.of().formatHex(digest.digest());
        folder.hash().add(name, hash);
        if (published.contains(hash)) {
            Files.delete(copy);
            return Optional.of(new StagedPdf(hash, (int) size, null));
        }
        return Optional.of(new StagedPdf(hash, (int) size, copy));
    }

    /** Copies up to one byte more than may be there. */
    private static long copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        while (size <= MAX_SIZE) {
            int count = in.read(buffer);
            if (count < 0) {
                break;
            }
            out.write(buffer, 0, count);
            size += count;
        }
        return size;
    }
}
