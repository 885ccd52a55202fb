package io.compliancecenter;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.application.PreparedDatabase;
import io.compliancecenter.testing.database.EmbeddedDirectory;
import io.compliancecenter.testing.http.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole application starts with all settings of {@code docs/configuration.md} at once. What each does is tested elsewhere, often with
 * a part of the application only, in which nothing else can be in its way.
 */
class DocumentedSettingsIT {

    /** Not those of an identity provider, which are named below its id. */
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z-]+\\.[a-z.-]+)`", Pattern.MULTILINE);

    /** Those that do not go with others, or only with an external database. Other tests start the whole application with them. */
    private static final Set<String> ELSEWHERE = Set.of(
            "compliance-center.database.start-timeout",
            "compliance-center.database.publisher.password",
            "compliance-center.database.worker.password",
            "compliance-center.desk.database.password",
            "compliance-center.mail.directory",
            "spring.datasource.url",
            "spring.flyway.user");

    /** They need roles of other names, an authority and its certificate, or an edition that was published. */
    private static final Set<String> MORE = Set.of(
            "compliance-center.database.publisher.username",
            "compliance-center.database.worker.username",
            "compliance-center.evidence.timestamp-authority",
            "compliance-center.evidence.timestamp-authority-certificate",
            "compliance-center.publishing.republish",
            // Would change the log of the tests that follow.
            "logging.structured.format.console");

    @TempDir
    Path directory;

    @Test
    void allGoTogether() throws Exception {
        GreenMail mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
        mail.start();
        EmbeddedDirectory database = new EmbeddedDirectory(directory.resolve("postgresql"));
        Map<String, String> settings = settings();
        settings.put("spring.mail.host", "127.0.0.1");
        settings.put("spring.mail.port", Integer.toString(mail.getSmtp().getPort()));
        assertThat(ROW.matcher(Files.readString(Path.of("docs/configuration.md")))
                        .results()
                        .map(row -> row.group(1)))
                .filteredOn(name -> !ELSEWHERE.contains(name) && !MORE.contains(name))
                .hasSizeGreaterThan(30)
                .allSatisfy(name -> assertThat(settings.keySet()).anyMatch(set -> set.startsWith(name)));
        try (Instance instance = Instance.alone(PreparedDatabase.DEMO, database, settings)) {
            Client anonymous = new Client(instance.port());

            assertThat(anonymous.get("/sign-in").text()).contains("Example Vendor", "Example Dashboard");
        } finally {
            mail.stop();
        }
    }

    private Map<String, String> settings() throws Exception {
        Map<String, String> settings = new HashMap<>();
        for (String setting : List.of(
                "base-url=https://compliance.vendor.example",
                "brand.color=#3a5bd0",
                "brand.name=Example Vendor",
                "catalogue.language=en",
                "desk.fresh-sign-in=2h",
                "desk.second-factor=true",
                "desk.second-factor-acr=mfa",
                "download.concurrent-copies=1",
                "download.permit-lifetime=10m",
                "embedded-database.port=0",
                "embedded-database.start-timeout=3m",
                "evidence.checkpoint-every=5m",
                "evidence.signing=true",
                "mail.check-every=20s",
                "mail.from=Example Compliance <compliance@vendor.example>",
                "publishing.at-start=true",
                "publishing.location=classpath:demo/",
                "publishing.pdf-check-timeout=1m",
                "retention.credentials=10d",
                "retention.invitations=20d",
                "retention.mails=30d",
                "sign-in.provider-session=4h",
                "sign-in.providers.dashboard.name=Example Dashboard",
                "sign-in.providers.dashboard.issuer=http://127.0.0.1:1/dashboard",
                "sign-in.providers.dashboard.organizations=acme",
                "sign-in.providers.dashboard.default-role=MEMBER",
                "terms.acceptance=each-version",
                "terms.fresh-sign-in=10m",
                "trusted-proxies=127\\.0\\.0\\.1")) {
            int separator = setting.indexOf('=');
            settings.put("compliance-center." + setting.substring(0, separator), setting.substring(separator + 1));
        }
        settings.put("compliance-center.brand.logo", logo().toString());
        settings.put(
                "compliance-center.embedded-database.directory",
                directory.resolve("postgresql").toString());
        settings.put(
                "compliance-center.evidence.directory",
                directory.resolve("evidence").toString());
        settings.put("compliance-center.evidence.signing-key", key().toString());
        settings.put("spring.datasource.hikari.maximum-pool-size", "8");
        settings.put("spring.session.timeout", "20m");
        settings.put("spring.security.oauth2.client.registration.dashboard.client-id", "compliance-center");
        settings.put("spring.security.oauth2.client.registration.dashboard.client-secret", "secret");
        settings.put("server.port", "0");
        return settings;
    }

    private Path logo() throws IOException {
        return Files.writeString(
                directory.resolve("logo.svg"),
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><path d=\"M0 0h1v1z\"/></svg>");
    }

    private Path key() throws Exception {
        byte[] key = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        Path file = Files.createFile(
                directory.resolve("key.pem"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(
                file,
                "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                        .formatted(Base64.getMimeEncoder().encodeToString(key)));
    }
}
