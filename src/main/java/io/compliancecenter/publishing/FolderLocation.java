package io.compliancecenter.publishing;

import io.compliancecenter.publishing.folder.Folder;
import io.compliancecenter.publishing.folder.InvalidFolderException;
import io.compliancecenter.publishing.folder.Location;
import io.compliancecenter.publishing.folder.ValidationError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * The location of the folder to publish. Without a setting, it is the demo with the embedded database, and nothing with an
 * external one.
 */
@Component
class FolderLocation {

    private static final String CLASSPATH = "classpath:";
    private static final String DEMO = CLASSPATH + "demo/";

    private final @Nullable String location;
    private final boolean external;

    FolderLocation(PublishingProperties properties, Environment environment) {
        this.external = StringUtils.hasText(environment.getProperty("spring.datasource.url"));
        if (StringUtils.hasText(properties.location())) {
            this.location = withSlash(properties.location().strip());
        } else {
            this.location = external ? null : DEMO;
        }
    }

    private static String withSlash(String location) {
        return location.startsWith(CLASSPATH) && !location.endsWith("/") ? location + "/" : location;
    }

    /** The location, for people; empty if there is nothing to publish. */
    Optional<String> name() {
        return Optional.ofNullable(location);
    }

    /** Whether the database is an external one, and so probably in production. */
    boolean hasExternalDatabase() {
        return external;
    }

    /** Whether it is the demo that is shipped with the program. */
    boolean isDemo() {
        return DEMO.equals(location);
    }

    /**
     * Opens the folder.
     *
     * @param directory for a copy, if the folder is not a directory but inside a jar
     * @throws InvalidFolderException if there is no such folder
     * @throws IllegalStateException if nothing is to be published
     */
    Folder open(Path directory) {
        String name = name().orElseThrow(() -> new IllegalStateException("There is no folder to publish"));
        try {
            Path path = name.startsWith(CLASSPATH)
                    ? copy(name.substring(CLASSPATH.length()), directory.resolve("folder"))
                    : Path.of(name);
            if (Files.isDirectory(path)) {
                return Folder.of(path);
            }
        } catch (IOException | InvalidPathException failure) {
            throw refused(name, "cannot be read: " + failure);
        }
        throw refused(name, "is not a directory");
    }

    private static InvalidFolderException refused(String location, String what) {
        return new InvalidFolderException(List.of(new ValidationError(Location.of(location), what)));
    }

    private static Path copy(String folder, Path to) throws IOException {
        ClassPathResource root = new ClassPathResource(folder, FolderLocation.class.getClassLoader());
        if (!root.exists()) {
            return to;
        }
        String prefix = root.getURL().toString();
        for (Resource resource : new PathMatchingResourcePatternResolver().getResources(CLASSPATH + folder + "**")) {
            String url = resource.getURL().toString();
            if (url.startsWith(prefix) && !url.endsWith("/") && resource.isReadable()) {
                Path target = to.resolve(StringUtils.uriDecode(url.substring(prefix.length()), StandardCharsets.UTF_8));
                Files.createDirectories(target.getParent());
                try (InputStream in = resource.getInputStream()) {
                    Files.copy(in, target);
                }
            }
        }
        return to;
    }
}
