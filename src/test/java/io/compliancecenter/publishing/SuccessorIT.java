package io.compliancecenter.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.catalogue.CatalogueService;
import io.compliancecenter.database.PublisherDatabase;
import io.compliancecenter.demo.DemoAccounts;
import io.compliancecenter.publishing.folder.TestFolder;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.application.PreparedDatabase;
import io.compliancecenter.testing.database.EmbeddedDirectory;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;

/** What somebody sees who comes after somebody else, and who stays the same, in the browser and over several publications. */
class SuccessorIT {

    private static final String FILE = "organizations.yaml";
    private static final String PASSWORD = "compliance-demo";

    @TempDir
    static Path directory;

    private static TestFolder folder;
    private static Instance application;

    /** Under each-version, by which one acceptance serves for everything. */
    @BeforeAll
    static void start() {
        folder = TestFolder.in(directory);
        application = Instance.alone(
                PreparedDatabase.MIGRATED,
                new EmbeddedDirectory(
                        Path.of("target", "test-database", UUID.randomUUID().toString(), "postgresql")
                                .toAbsolutePath()),
                Map.of(
                        "compliance-center.publishing.location",
                        folder.root().toString(),
                        "compliance-center.terms.acceptance",
                        "each-version"));
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    /** Publishes one Organization with one admin, after which nobody else is there. */
    @BeforeEach
    void begin() {
        publish("globex-" + UUID.randomUUID(), "Nobody", UUID.randomUUID() + "@example.org", "Nobody");
    }

    private static void publish(String slug, String organization, String email, String name) {
        publish("", slug, organization, "", email, name);
    }

    private static void publish(
            String organizationKey, String slug, String organization, String userKey, String email, String name) {
        folder.write(FILE, """
                # %s
                users:
                  - %semail: %s
                    name: %s
                    password: '%s'
                organizations:
                  - %sslug: %s
                    name: %s
                    members:
                      - email: %s
                        role: ADMIN
                """.formatted(
                        UUID.randomUUID(),
                        userKey.isEmpty() ? "" : "key: " + userKey + "\n    ",
                        email,
                        name,
                        // Another hash of the same password, which ends sessions as another password does.
                        name.endsWith("Second") ? TestFolder.OTHER_HASH : TestFolder.HASH,
                        organizationKey.isEmpty() ? "" : "key: " + organizationKey + "\n    ",
                        slug,
                        organization,
                        email));
        PublishingProperties properties =
                new PublishingProperties(folder.root().toString(), true, Duration.ofSeconds(30), null);
        new FolderPublisher(
                        new FolderLocation(properties, application.bean(Environment.class)),
                        properties,
                        application.bean(CatalogueService.class),
                        application.bean(EditionPublisher.class),
                        application.bean(PublisherDatabase.class),
                        application.bean(DemoAccounts.class))
                .afterSingletonsInstantiated();
    }

    private static Client signIn(String email) {
        return new Client(application.port()).signIn(email, PASSWORD);
    }

    /** Presses Download; where that leads. */
    private static Answer press(Client client, String slug) {
        return client.submit(
                client.get("/organizations/" + slug + "/certifications/host").form("/downloads"), Map.of());
    }

    /** Downloads over the terms; the download page's address. */
    private static String agreeAndDownload(Client client, String slug) {
        Answer pressed = press(client, slug);
        assertThat(pressed.location()).endsWith("/terms");
        Answer agreed = client.submit(client.get(pressed.location()).form("/acceptances"), Map.of("agreed", "true"));
        assertThat(agreed.status()).isEqualTo(303);
        assertThat(client.get(agreed.location() + "/file").status()).isEqualTo(200);
        return agreed.location();
    }

    private static List<String> acceptancesBy(String name) {
        return application
                .bean(OwnerSql.class)
                .work(owner -> owner.sql("select id from acceptance where name = ? order by accepted_at")
                        .param(name)
                        .query(String.class)
                        .list());
    }

    @Test
    void aNewCustomerUnderAFormerSlugSeesNothingOfTheFormerCustomer() {
        publish("globex", "Globex", "gina@globex.example", "Gina Former");
        Client former = signIn("gina@globex.example");
        String download = agreeAndDownload(former, "globex");
        String receipt =
                "/organizations/globex/receipts/" + acceptancesBy("Gina Former").get(0);
        assertThat(former.get(receipt).status()).isEqualTo(200);
        assertThat(former.get("/organizations/globex/activity.csv").text()).contains("Gina Former");

        publish("other", "Other", "otto@other.example", "Otto");
        publish("globex", "Globex Novum", "nina@novum.example", "Nina");

        Client admin = signIn("nina@novum.example");
        assertThat(admin.get("/organizations/globex/activity").text()).doesNotContain("Gina", "gina@globex.example");
        assertThat(admin.get("/organizations/globex/activity.csv").text().lines())
                .hasSize(1);
        for (String path : List.of(
                "/organizations/globex/activity/bundle.zip",
                receipt,
                receipt + "/receipt.pdf",
                receipt + "/bundle.zip",
                download,
                download + "/file")) {
            assertThat(admin.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(former.get(receipt).location()).as("the former admin").startsWith("/sign-in");
    }

    @Test
    void aLaterHolderOfAnAddressIsShownTheTermsAndTheReceiptNamesThem() {
        publish("initech", "Initech", "office@initech.example", "Ivy First");
        agreeAndDownload(signIn("office@initech.example"), "initech");
        assertThat(press(signIn("office@initech.example"), "initech").location())
                .as("each-version asks the same person once")
                .contains("/downloads/");

        // By the file, the same user under another name.
        publish("initech", "Initech", "office@initech.example", "Ivan Second");
        Client second = signIn("office@initech.example");
        agreeAndDownload(second, "initech");
        assertThat(second.get("/organizations/initech/receipts/"
                                + acceptancesBy("Ivan Second").get(0))
                        .text())
                .contains("Ivan Second agreed")
                .doesNotContain("Ivy First");
    }

    @Test
    void soIsOneWhoComesAfterARetirementUnderTheSameNameForAnotherCompany() {
        publish("umbrella", "Umbrella", "office@umbrella.example", "Una");
        agreeAndDownload(signIn("office@umbrella.example"), "umbrella");
        publish("other", "Other", "otto@other.example", "Otto");

        publish("umbrella", "Umbrella", "office@umbrella.example", "Una");
        agreeAndDownload(signIn("office@umbrella.example"), "umbrella");
        assertThat(acceptancesBy("Una")).hasSize(2);
    }

    @Test
    void aCustomerWhoChangesSlugAndAddressKeepsTheRecordAndTheLinks() {
        publish("hooli", "Hooli", "gavin@hooli.example", "Gavin");
        agreeAndDownload(signIn("gavin@hooli.example"), "hooli");
        String receipt = "/receipts/" + acceptancesBy("Gavin").get(0);

        publish("hooli", "hooli-group", "Hooli", "gavin@hooli.example", "gavin@group.example", "Gavin");

        Client gavin = signIn("gavin@group.example");
        Answer led = gavin.get("/organizations/hooli" + receipt + "?a=b");
        assertThat(led.status()).isEqualTo(301);
        assertThat(led.header("Location")).isEqualTo("/organizations/hooli-group" + receipt + "?a=b");
        assertThat(gavin.get(led.location()).text()).contains("gavin@hooli.example");
        assertThat(gavin.get("/organizations/hooli-group/activity.csv").text()).contains("gavin@hooli.example");
        assertThat(gavin.get("/organizations/hooli-group/activity/bundle.zip").status())
                .isEqualTo(200);
        // Another address is not what was recorded.
        agreeAndDownload(gavin, "hooli-group");
    }
}
