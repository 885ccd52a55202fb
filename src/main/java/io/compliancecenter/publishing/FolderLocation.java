package io.compliancecenter.publishing;

import io.compliancecenter.publishing.folder.Folder;
import io.compliancecenter.publishing.folder.Place;
import io.compliancecenter.publishing.folder.PrivateDirectory;
import io.compliancecenter.publishing.folder.Problems;
import io.compliancecenter.publishing.folder.ProvisioningException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Where the folder is that is published: where the settings say; else the demo with the embedded database, and nowhere with
 * an external one.
 */
@Component
class FolderLocation {

    private static final String CLASSPATH = "classpath:";
    private static final String DEMO = CLASSPATH + "demo/";

    private final @Nullable String location;
    private final boolean external;

    FolderLocation(ProvisioningProperties properties, Environment environment) {
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

    /** The location as a person would name it; empty if nothing is to be published. */
    Optional<String> name() {
        return Optional.ofNullable(location);
    }

    /** Whether what is published is kept in a database of the vendor's own, and so probably in earnest. */
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
     * @throws ProvisioningException if there is no such folder
     * @throws IllegalStateException if nothing is to be published
     */
    Folder open(PrivateDirectory directory) {
        String name = name().orElseThrow(() -> new IllegalStateException("There is no folder to publish"));
        try {
            Path path = name.startsWith(CLASSPATH)
                    ? copy(name.substring(CLASSPATH.length()), directory.path().resolve("folder"))
                    : Path.of(name);
            if (Files.isDirectory(path)) {
                return Folder.of(path);
            }
        } catch (IOException | InvalidPathException failure) {
            throw refused(name, "cannot be read: " + failure);
        }
        throw refused(name, "is not a directory");
    }

    private static ProvisioningException refused(String location, String what) {
        Problems problems = new Problems();
        problems.add(Place.of(location), what);
        return problems.toException();
    }

    private static Path copy(String folder, Path to) throws IOException {
        ClassPathResource root = new ClassPathResource(folder);
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
