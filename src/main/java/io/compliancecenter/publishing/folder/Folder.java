package io.compliancecenter.publishing.folder;

import io.compliancecenter.catalogue.rules.Objection;
import io.compliancecenter.catalogue.rules.TextRule;
import io.compliancecenter.support.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folder to publish. Nothing outside it can be named, or reached through a symbolic link. */
public final class Folder {

    /** Names that mean the same on every system: no drive, no backslash, nothing invisible. */
    private static final Pattern RELATIVE_PATH =
            Pattern.compile("[^\\p{Cntrl}\\\\/:*?\"<>|]+(/[^\\p{Cntrl}\\\\/:*?\"<>|]+)*");

    private final Path root;
    private final SortedMap<String, String> hashes = new TreeMap<>();

    private Folder(Path root) {
        this.root = root;
    }

    /** @param directory as it was configured; it may itself be a symbolic link */
    public static Folder of(Path directory) throws IOException {
        return new Folder(directory.toRealPath());
    }

    /**
     * The file of that name.
     *
     * @param location where the file is named
     * @return its true path; empty, and reported, if there is no such file inside the folder
     */
    Optional<Path> file(String name, Location location, ValidationErrors errors) {
        if (!RELATIVE_PATH.matcher(name).matches() || List.of(name.split("/")).contains("..")) {
            errors.add(location, "'" + name + "' has to be a path inside the folder, with '/' and without '..'");
            return Optional.empty();
        }
        try {
            Path file = root.resolve(name);
            if (!Files.exists(file)) {
                errors.add(location, location.file().equals(name) ? "is missing" : "there is no file '" + name + "'");
                return Optional.empty();
            }
            Path real = file.toRealPath();
            if (!real.startsWith(root)) {
                errors.add(location, "'" + name + "' leads out of the folder by a symbolic link");
                return Optional.empty();
            }
            if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
                errors.add(location, "'" + name + "' is not a file");
                return Optional.empty();
            }
            return Optional.of(real);
        } catch (IOException | InvalidPathException failure) {
            errors.add(location, "'" + name + "' cannot be read: " + failure);
            return Optional.empty();
        }
    }

    /**
     * The text of a file, which has to be UTF-8 without a byte order mark and without control characters.
     *
     * @param maxSize in bytes
     * @return empty, and reported, if there is no such text
     */
    Optional<String> text(String name, int maxSize, ValidationErrors errors) {
        Location location = Location.of(name);
        return file(name, location, errors).flatMap(file -> {
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                byte[] bytes = in.readNBytes(maxSize + 1);
                if (bytes.length > maxSize) {
                    errors.add(location, "is larger than " + maxSize + " bytes");
                    return Optional.empty();
                }
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                if (text.startsWith("\uFEFF")) {
                    errors.add(Location.of(name, 1), "begins with a byte order mark; save it as UTF-8 without one");
                    return Optional.empty();
                }
                Optional<Objection> control = TextRule.controlCharacterIn(text);
                if (control.isPresent()) {
                    int end = TextRule.indexOfControlCharacter(text).orElseThrow();
                    int line = text.substring(0, end).split("\n", -1).length;
                    errors.add(Location.of(name, line), control.get().words());
                    return Optional.empty();
                }
                // Without the line ends, which a checkout may change.
                addToHash(name, Sha256.of(text.replace("\r\n", "\n")));
                return Optional.of(text);
            } catch (CharacterCodingException malformed) {
                errors.add(location, "is not UTF-8");
                return Optional.empty();
            } catch (IOException failure) {
                errors.add(location, "cannot be read: " + failure);
                return Optional.empty();
            }
        });
    }

    /** @param sha256 of a file that the caller has read */
    void addToHash(String name, String sha256) {
        hashes.put(name, sha256);
    }

    /**
     * Identifies the edition by the names and contents of the files that were read, in lower-case hexadecimal. Times, owners
     * and other files do not count.
     */
    String hash() {
        return Sha256.of(hashes.entrySet().stream()
                .map(file -> file.getValue() + "  " + file.getKey() + "\n")
                .collect(Collectors.joining()));
    }

    /** The names of the files in a folder inside, without hidden ones, in order; none if there is no such folder. */
    List<String> names(String inside) throws IOException {
        Path directory = root.resolve(inside);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
