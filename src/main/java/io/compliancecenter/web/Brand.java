package io.compliancecenter.web;

import io.compliancecenter.support.Sha256;
import io.compliancecenter.support.StartupFailureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** The vendor's brand. A logo or colour that cannot be used stops the start. */
@Component
@EnableConfigurationProperties(BrandProperties.class)
public class Brand {

    private static final String PREFIX = "compliance-center.brand.";
    private static final long MAX_LOGO = 256 * 1024;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private final @Nullable String name;
    private final @Nullable File logo;
    private final @Nullable File stylesheet;

    Brand(BrandProperties properties) {
        name = properties.name();
        logo = properties.logo() == null ? null : logo(properties.logo());
        stylesheet = properties.color() == null ? null : stylesheet(properties.color());
    }

    /** What a browser fetches. */
    record File(byte[] content, MediaType type) {

        String path(String name) {
            return "/assets/brand/" + name + "?v=" + Sha256.of(content).substring(0, 16);
        }
    }

    /** The vendor's name; null if none is configured. */
    public @Nullable String getName() {
        return name;
    }

    /** The address of the logo, below the context path; null if there is none. */
    public @Nullable String getLogoPath() {
        return logo == null ? null : logo.path("logo");
    }

    /** The address of the stylesheet with the vendor's colours, below the context path; null if there is none. */
    public @Nullable String getStylesheetPath() {
        return stylesheet == null ? null : stylesheet.path("colors.css");
    }

    @Nullable
    File logo() {
        return logo;
    }

    @Nullable
    File stylesheet() {
        return stylesheet;
    }

    private static File logo(Path path) {
        try {
            if (Files.size(path) > MAX_LOGO) {
                throw invalid("logo", path, "The logo has more than 256 KB");
            }
            byte[] content = Files.readAllBytes(path);
            if (Arrays.equals(content, 0, Math.min(PNG.length, content.length), PNG, 0, PNG.length)) {
                return new File(content, MediaType.IMAGE_PNG);
            }
            if (new String(content, StandardCharsets.UTF_8).contains("<svg")) {
                return new File(content, MediaType.valueOf("image/svg+xml"));
            }
            throw invalid("logo", path, "The logo is neither SVG nor PNG");
        } catch (IOException unreadable) {
            throw new StartupFailureException(
                    "The logo %s cannot be read: %s".formatted(path, unreadable),
                    "Correct " + PREFIX + "logo, or the rights of the file.",
                    unreadable);
        }
    }

    private static File stylesheet(String color) {
        try {
            return new File(
                    new BrandColor(color).stylesheet().getBytes(StandardCharsets.UTF_8), MediaType.valueOf("text/css"));
        } catch (IllegalArgumentException unusable) {
            throw invalid("color", color, String.valueOf(unusable.getMessage()));
        }
    }

    private static InvalidConfigurationPropertyValueException invalid(String property, Object value, String problem) {
        return new InvalidConfigurationPropertyValueException(PREFIX + property, value, problem);
    }
}
