package io.compliancecenter.publishing;

import io.compliancecenter.ComplianceCenter;
import io.compliancecenter.catalogue.CatalogueService;
import io.compliancecenter.database.PublisherDatabase;
import io.compliancecenter.demo.DemoAccounts;
import io.compliancecenter.publishing.folder.TestFolder;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.application.OwnDatabase;
import io.compliancecenter.testing.application.PreparedDatabase;
import io.compliancecenter.testing.concurrency.OwnThread;
import io.compliancecenter.testing.database.DatabaseSettings;
import io.compliancecenter.testing.database.EmbeddedDirectory;
import io.compliancecenter.testing.database.OwnerSql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.mock.env.MockEnvironment;

/**
 * The part of the application that publishes, on a database of its own: publishing retires all that is not in the folder,
 * which other tests' fixtures never are.
 */
final class PublishingApplication implements AutoCloseable {

    // Faster than the migrations by far. The tables that it leaves alone are those with rows of the migrations' own.
    private static final String EMPTY = """
            do $$
            declare
                guard record;
            begin
                for guard in
                    select tgrelid::regclass as guarded, tgname as name from pg_trigger
                     where tgfoid = 'refuse_change'::regproc and tgname like '%_never_empties'
                loop
                    execute format('alter table %s disable trigger %I', guard.guarded, guard.name);
                end loop;
                execute (
                    select 'truncate ' || string_agg(oid::regclass::text, ', ') || ' restart identity'
            """ + SavedRows.TABLES + """
                );
                for guard in
                    select tgrelid::regclass as guarded, tgname as name from pg_trigger
                     where tgfoid = 'refuse_change'::regproc and tgname like '%_never_empties'
                loop
                    execute format('alter table %s enable trigger %I', guard.guarded, guard.name);
                end loop;
            end $$
            """;

    private final ConfigurableApplicationContext context;
    private final Map<String, SavedRows> published = new HashMap<>();

    private PublishingApplication(ConfigurableApplicationContext context) {
        this.context = context;
    }

    @EnableAutoConfiguration
    @AutoConfigurationPackage(basePackageClasses = ComplianceCenter.class)
    @ConfigurationPropertiesScan({
        "io.compliancecenter.database",
        "io.compliancecenter.catalogue",
        "io.compliancecenter.publishing"
    })
    @ComponentScan(
            basePackages = {
                "io.compliancecenter.database",
                "io.compliancecenter.catalogue",
                "io.compliancecenter.terms",
                "io.compliancecenter.organization.directory",
                "io.compliancecenter.publishing",
                "io.compliancecenter.demo",
                "io.compliancecenter.testing"
            },
            // Configurations inside of tests are those tests' own.
            excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*IT\\$.*"))
    static class Parts {}

    /** The one that all tests share. It is started at its first use, which publishes no PDFs, and ends with the JVM. */
    static PublishingApplication shared() {
        return Shared.APPLICATION;
    }

    private static final class Shared {

        static final PublishingApplication APPLICATION = new PublishingApplication(run(
                Map.of(
                        "test.database.name",
                        "publishing",
                        "compliance-center.publishing.location",
                        TestFolder.in(Path.of(
                                        "target",
                                        "test-database",
                                        UUID.randomUUID().toString()))
                                .withoutCertificates()
                                .root()),
                new OwnDatabase(PreparedDatabase.MIGRATED)));
    }

    /** Starts another instance on the same database. */
    PublishingApplication beside(@Nullable Path location) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("test.database", "named");
        properties.putAll(DatabaseSettings.of(context));
        if (location != null) {
            properties.put("compliance-center.publishing.location", location);
            properties.put("compliance-center.publishing.at-start", true);
        }
        return new PublishingApplication(run(properties));
    }

    private static ConfigurableApplicationContext run(
            Map<String, Object> properties, ApplicationContextInitializer<?>... initializers) {
        Map<String, Object> all = new HashMap<>(Instance.unchecked());
        all.putAll(properties);
        return new SpringApplicationBuilder(Parts.class)
                .web(WebApplicationType.NONE)
                .initializers(initializers)
                .run(all.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Publishes as at a start. */
    void publish(TestFolder folder) {
        publish(folder, null);
    }

    /** @param republish the setting of that name */
    void publish(TestFolder folder, @Nullable String republish) {
        publish(folder, republish, context.getEnvironment());
    }

    /** Publishes as at a start with an external database. */
    void publishExternally(TestFolder folder) {
        publish(folder, null, new MockEnvironment().withProperty("spring.datasource.url", "jdbc:postgresql:any"));
    }

    private void publish(TestFolder folder, @Nullable String republish, Environment environment) {
        PublishingProperties properties =
                new PublishingProperties(folder.root().toString(), true, Duration.ofSeconds(30), republish);
        new FolderPublisher(
                        new FolderLocation(properties, environment),
                        properties,
                        bean(CatalogueService.class),
                        bean(EditionPublisher.class),
                        bean(PublisherDatabase.class),
                        bean(DemoAccounts.class))
                .afterSingletonsInstantiated();
    }

    /** Publishes that folder on request. */
    RequestedPublication requested(TestFolder folder) {
        PublishingProperties properties =
                new PublishingProperties(folder.root().toString(), false, Duration.ofSeconds(30), null);
        return new RequestedPublication(
                new FolderLocation(properties, context.getEnvironment()),
                properties,
                bean(CatalogueService.class),
                bean(EditionPublisher.class),
                bean(PublisherDatabase.class));
    }

    /** Empties the database of all that was published and recorded, which leaves what the migrations have put there. */
    void reset() {
        bean(OwnerSql.class).publish(owner -> owner.sql(EMPTY).update());
    }

    /**
     * As {@link #reset()}, and publishes: from the second time on by putting back what the first one published, because the
     * checks of PDFs take longest.
     *
     * @param name of what is published, unique among all tests
     * @param publication publishes the same each time
     */
    void reset(String name, Runnable publication) {
        reset();
        SavedRows saved = published.get(name);
        if (saved != null) {
            saved.restore();
            return;
        }
        publication.run();
        Environment environment = context.getEnvironment();
        // A container's superuser is not known here.
        if (!environment.getProperty("test.database", "").equals("container")) {
            published.put(name, SavedRows.of(superuser(environment), name));
        }
    }

    private static DataSource superuser(Environment environment) {
        try {
            return new EmbeddedDirectory(
                            Path.of(environment.getRequiredProperty("compliance-center.embedded-database.directory")))
                    .superuser();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The settings of a command on this database. */
    Map<String, Object> settings() {
        return DatabaseSettings.of(context);
    }

    /** Runs something while nobody can change a user. */
    void whileUsersAreLocked(Runnable meanwhile) {
        bean(OwnerSql.class).work(owner -> {
            owner.sql("select 1 from user_account for update").query(row -> {});
            meanwhile.run();
            return true;
        });
    }

    /** Runs something while an import holds the publication lock, and nobody waits for that longer than half a second. */
    void whileAnImportTakesLong(Runnable meanwhile) {
        String settings = "alter role compliance_center_publisher in database " + databaseName();
        JdbcClient superuser = JdbcClient.create(superuser(context.getEnvironment()));
        superuser.sql(settings + " set lock_timeout = '500ms'").update();
        try {
            bean(OwnerSql.class).work(owner -> {
                owner.sql("select lock_publication_shared()").query(row -> {});
                OwnThread.run(meanwhile).join();
                return true;
            });
        } finally {
            superuser.sql(settings + " reset lock_timeout").update();
        }
    }

    private String databaseName() {
        return bean(OwnerSql.class)
                .work(owner -> owner.sql("select quote_ident(current_database())")
                        .query(String.class)
                        .single());
    }

    /** Waits until a publication waits for a row of another transaction. */
    void awaitBlockedPublisher(Duration patience) {
        await("wait_event_type = 'Lock' and wait_event in ('tuple', 'transactionid')", true, patience);
    }

    /** Waits until a publication waits for another one. */
    void awaitWaitingPublisher(Duration patience) {
        await("wait_event = 'advisory'", true, patience);
    }

    void awaitNoPublisher(Duration patience) {
        await("true", false, patience);
    }

    private void await(String condition, boolean there, Duration patience) {
        // One connection for all questions: a publication may come after a JVM has started, which needs the processors.
        try (Connection connection = superuser(context.getEnvironment()).getConnection()) {
            JdbcClient superuser = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            Awaitility.await("a publication of which holds: " + condition)
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(50))
                    .until(
                            () -> superuser
                                    .sql(
                                            "select exists (select from pg_stat_activity where usename = 'compliance_center_publisher' and "
                                                    + condition + ")")
                                    .query(Boolean.class)
                                    .single(),
                            exists -> exists == there);
        } catch (SQLException unreachable) {
            throw new AssertionError(unreachable);
        }
    }

    /** Changes something as the schema's owner. */
    void update(String sql) {
        bean(OwnerSql.class).publish(owner -> owner.sql(sql).update());
    }

    /** The rows of a query, each as the texts of its columns with bars between, as the schema's owner sees them. */
    List<String> rows(String sql) {
        AtomicReference<List<String>> rows = new AtomicReference<>();
        bean(OwnerSql.class)
                .publish(owner -> rows.set(owner.sql(sql).query().listOfRows().stream()
                        .map(PublishingApplication::joined)
                        .toList()));
        return rows.get();
    }

    private static String joined(Map<String, Object> row) {
        return row.values().stream().map(String::valueOf).collect(Collectors.joining("|"));
    }

    @Override
    public void close() {
        context.close();
    }
}
