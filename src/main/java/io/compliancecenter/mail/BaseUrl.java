package io.compliancecenter.mail;

import io.compliancecenter.support.StartupFailureException;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * The address of this application in links that are followed from elsewhere. It is never made of a request: the Host header could
 * name any server.
 */
@Component
public class BaseUrl {

    static final String PROPERTY = "compliance-center.base-url";

    private final Environment settings;

    BaseUrl(Environment settings) {
        this.settings = settings;
        configured(settings);
    }

    /**
     * The configured URL, without a slash at its end; null if there is none.
     *
     * @throws StartupFailureException if it is no URL of a web page
     */
    static @Nullable String configured(Environment settings) {
        String url = settings.getProperty(PROPERTY);
        if (!StringUtils.hasText(url)) {
            return null;
        }
        String base = url.strip().replaceFirst("/+$", "");
        try {
            URI parsed = new URI(base);
            boolean web = "https".equals(parsed.getScheme()) || "http".equals(parsed.getScheme());
            if (web && parsed.getHost() != null && parsed.getQuery() == null && parsed.getFragment() == null) {
                return base;
            }
        } catch (URISyntaxException malformed) {
            throw invalid(url, malformed);
        }
        throw invalid(url, null);
    }

    private static StartupFailureException invalid(String url, @Nullable Exception cause) {
        return new StartupFailureException(
                "%s is not the URL of a web site: \"%s\"".formatted(PROPERTY, url),
                "Write it as in: https://compliance.example.com",
                cause);
    }

    /** Without a slash at its end. By default this machine, on the port of this instance. */
    public String text() {
        String configured = configured(settings);
        return configured != null
                ? configured
                : "http://localhost:%s%s"
                        .formatted(
                                settings.getProperty("local.server.port", "8080"),
                                settings.getProperty("server.servlet.context-path", ""));
    }
}
