package io.compliancecenter.publishing.folder;

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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder that is published. Nothing outside of it can be named, nor reached by a symbolic link. */
public final class Folder {

    /** Names that mean the same on every system: no drive, no backslash, nothing invisible. */
    private static final Pattern RELATIVE_PATH =
            Pattern.compile("[^\\p{Cntrl}\\\\/:*?\"<>|]+(/[^\\p{Cntrl}\\\\/:*?\"<>|]+)*");

    private final Path root;
    private final EditionHash hash = new EditionHash();

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
     * @param place who names it
     * @return its true path; empty, and reported, if there is no such file inside the folder
     */
    Optional<Path> file(String name, Place place, Problems problems) {
        if (!RELATIVE_PATH.matcher(name).matches() || List.of(name.split("/")).contains("..")) {
            problems.add(place, "'" + name + "' has to be a path inside the folder, with '/' and without '..'");
            return Optional.empty();
        }
        try {
            Path file = root.resolve(name);
            if (!Files.exists(file)) {
                problems.add(place, place.file().equals(name) ? "is missing" : "there is no file '" + name + "'");
                return Optional.empty();
            }
            Path real = file.toRealPath();
            if (!real.startsWith(root)) {
                problems.add(place, "'" + name + "' leads out of the folder by a symbolic link");
                return Optional.empty();
            }
            if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
                problems.add(place, "'" + name + "' is not a file");
                return Optional.empty();
            }
            return Optional.of(real);
        } catch (IOException | InvalidPathException failure) {
            problems.add(place, "'" + name + "' cannot be read: " + failure);
            return Optional.empty();
        }
    }

    /**
     * The text of a file, which has to be UTF-8 without a byte order mark and without control characters.
     *
     * @param maxSize in bytes
     * @return empty, and reported, if there is no such text
     */
    Optional<String> text(String name, int maxSize, Problems problems) {
        Place place = Place.of(name);
        return file(name, place, problems).flatMap(file -> {
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                byte[] bytes = in.readNBytes(maxSize + 1);
                if (bytes.length > maxSize) {
                    problems.add(place, "is larger than " + maxSize + " bytes");
                    return Optional.empty();
                }
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                return Characters.objectionTo(text)
                        .map(objection -> {
                            problems.add(Place.of(name, Characters.lineOf(text, objection.index())), objection.what());
                            return Optional.<String>empty();
                        })
                        .orElseGet(() -> {
                            hash.addText(name, text);
                            return Optional.of(text);
                        });
            } catch (CharacterCodingException malformed) {
                problems.add(place, "is not UTF-8");
                return Optional.empty();
            } catch (IOException failure) {
                problems.add(place, "cannot be read: " + failure);
                return Optional.empty();
            }
        });
    }

    /** The hash of what was read so far; whoever reads a file itself adds it. */
    EditionHash hash() {
        return hash;
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
