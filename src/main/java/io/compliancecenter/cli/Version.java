package io.compliancecenter.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of this build, as the build wrote it down. */
final class Version {

    private static final String UNKNOWN = "(version unknown)";

    private Version() {}

    static String ofThisBuild() {
        try (InputStream in = Version.class.getResourceAsStream("/META-INF/build-info.properties")) {
            Properties build = new Properties();
            if (in != null) {
                build.load(in);
            }
            return build.getProperty("build.version", UNKNOWN);
        } catch (IOException unreadable) {
            return UNKNOWN;
        }
    }
}
