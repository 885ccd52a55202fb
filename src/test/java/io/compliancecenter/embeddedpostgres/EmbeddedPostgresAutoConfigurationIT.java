package io.compliancecenter.embeddedpostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.compliancecenter.embeddedpostgres.core.EmbeddedPostgres;
import io.compliancecenter.testing.application.PreparedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import org.testcontainers.postgresql.PostgreSQLContainer;

@ExtendWith(OutputCaptureExtension.class)
class EmbeddedPostgresAutoConfigurationIT {

    @TempDir
    static Path directory;

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(EmbeddedPostgresAutoConfiguration.class))
            .withPropertyValues("compliance-center.embedded-database.directory=" + directory);

    private final ApplicationContextRunner applicationWithPool = application
            .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class))
            .withPropertyValues("spring.flyway.locations=classpath:none");

    @BeforeAll
    static void prepare() {
        PreparedDatabase.EMPTY.copyInto(directory);
    }

    @Test
    void theApplicationConnectsAsItsRoleAndFlywayAsTheOwner(CapturedOutput output) {
        applicationWithPool.run(context -> {
            assertThat(user(context.getBean(DataSource.class))).isEqualTo("compliance_center");
            assertThat(user(context.getBean(Flyway.class).getConfiguration().getDataSource()))
                    .isEqualTo("compliance_center_owner");
        });

        assertThat(output)
                .contains("for trying out and for small use on a single machine", directory.toString())
                .doesNotContain("WARN io.compliancecenter", "WARN com.zaxxer", " ERROR ");
    }

    /** Fails if PostgreSQL stops at the context's {@code ContextClosedEvent} and not as a bean, after those that use it. */
    @Test
    void postgresStopsInOrderAfterThePoolIsClosed() throws IOException {
        applicationWithPool.run(context -> {
            assertThat(user(context.getBean(DataSource.class))).isEqualTo("compliance_center");
            // The pool keeps this connection open till it is closed itself.
        });

        assertThat(directory.resolve("cluster/postmaster.pid")).doesNotExist();
        try (Stream<Path> logs = Files.list(directory.resolve("cluster/log"))) {
            for (Path log : logs.toList()) {
                assertThat(Files.readString(log))
                        .doesNotContain("terminating connection", "FATAL", "ERROR", "was interrupted");
            }
        }
    }

    @Test
    void aDatabaseUrlLeavesItOut() {
        application
                .withPropertyValues("spring.datasource.url=jdbc:postgresql://db/x")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(EmbeddedPostgres.class)
                        .doesNotHaveBean(FlywayConnectionDetails.class));
    }

    @Test
    void anEmptyDatabaseUrlIsNone() {
        application
                .withPropertyValues("spring.datasource.url=")
                .run(context -> assertThat(context).hasSingleBean(EmbeddedPostgres.class));
    }

    /** Fails without {@code @ConditionalOnMissingBean} of {@code EmbeddedPostgresAutoConfiguration}; so does the next. */
    @Test
    void connectionDetailsOfTheApplicationLeaveItOut() {
        application
                .withUserConfiguration(OwnConnectionDetails.class)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(EmbeddedPostgres.class)
                        .hasSingleBean(JdbcConnectionDetails.class));
    }

    @Test
    void aContainerWithServiceConnectionLeavesItOut() {
        application
                .withConfiguration(AutoConfigurations.of(ServiceConnectionAutoConfiguration.class))
                .withUserConfiguration(Container.class)
                .withAllowBeanDefinitionOverriding(false)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(EmbeddedPostgres.class)
                        .hasSingleBean(JdbcConnectionDetails.class));
    }

    @Test
    void aPortOutOfRangeIsRefused() {
        application
                .withPropertyValues("compliance-center.embedded-database.port=65536")
                .run(context -> assertThat(context).hasFailed());
    }

    /** Fails without {@code EmbeddedPostgresStart.destroy}. */
    @Test
    void nothingIsLeftRunningIfTheApplicationFailsBeforeItNeedsTheDatabase() {
        application
                .withUserConfiguration(Failing.class)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessage("before the database"));

        assertThat(directory.resolve("cluster/postmaster.pid")).doesNotExist();
    }

    @Test
    @Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
    void nothingIsWaitedForIfTheApplicationFailsEvenEarlier() {
        new EmbeddedPostgresStart(new MockEnvironment()).destroy();
    }

    @Test
    void aBuildThatProcessesTheApplicationAheadOfTimeStartsNone() {
        Path unused = directory.resolve("unused");
        EmbeddedPostgresStart start = new EmbeddedPostgresStart(
                new MockEnvironment().withProperty("compliance-center.embedded-database.directory", unused.toString()));

        TestPropertyValues.of(AbstractAotProcessor.AOT_PROCESSING + "=true").applyToSystemProperties(() -> {
            start.postProcessBeanFactory(new DefaultListableBeanFactory());
            return null;
        });
        start.destroy();

        assertThat(unused).doesNotExist();
    }

    /** Fails without the analyzer's line in {@code META-INF/spring.factories}. */
    @Test
    void anUnusableDirectoryGetsOneSentenceAndNoStackTrace(CapturedOutput output) throws IOException {
        Path data = Files.writeString(directory.resolve("file"), "").resolve("data");
        SpringApplication failing = new SpringApplicationBuilder(Embedded.class)
                .web(WebApplicationType.NONE)
                .properties("compliance-center.embedded-database.directory=" + data)
                .build();

        assertThatException().isThrownBy(failing::run);

        assertThat(output)
                .contains("APPLICATION FAILED TO START", "The embedded database in %s cannot be used: ".formatted(data))
                .doesNotContain("\tat ");
    }

    private static String user(DataSource dataSource) {
        return JdbcClient.create(dataSource)
                .sql("select current_user")
                .query(String.class)
                .single();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(EmbeddedPostgresAutoConfiguration.class)
    static class Embedded {}

    @Configuration(proxyBeanMethods = false)
    static class Failing {

        @Bean
        Object failing() {
            throw new IllegalStateException("before the database");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnConnectionDetails {

        @Bean
        JdbcConnectionDetails ownConnectionDetails() {
            return new JdbcConnectionDetails() {
                @Override
                public String getJdbcUrl() {
                    return "jdbc:postgresql://db/x";
                }

                @Override
                public String getUsername() {
                    return "x";
                }

                @Override
                public String getPassword() {
                    return "x";
                }
            };
        }
    }

    /** It is never started: who provides the connection is decided before anybody connects. */
    @Configuration(proxyBeanMethods = false)
    static class Container {

        @Bean(destroyMethod = "")
        @ServiceConnection
        PostgreSQLContainer postgres() {
            return new PostgreSQLContainer("postgres:18");
        }
    }
}
