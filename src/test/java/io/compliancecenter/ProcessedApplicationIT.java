package io.compliancecenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.compliancecenter.support.StartupFailureException;
import io.compliancecenter.testing.application.PreparedDatabase;
import io.compliancecenter.testing.http.Client;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.SpringProperties;
import org.springframework.util.ClassUtils;

/**
 * The application that Spring has processed ahead of time. Only builds with {@code -Dspring-boot.aot.skip=false} have it, as that of
 * {@code .ci/run}.
 */
class ProcessedApplicationIT {

    @TempDir
    static Path directory;

    @BeforeAll
    static void useGeneratedCode() {
        String generated = ComplianceCenter.class.getName() + "__ApplicationContextInitializer";
        assumeTrue(
                ClassUtils.isPresent(generated, null),
                "This build is not processed ahead of time: -Dspring-boot.aot.skip=false");
        PreparedDatabase.DEMO.copyInto(directory.resolve("postgresql"));
        SpringProperties.setProperty(AotDetector.AOT_ENABLED, "true");
    }

    @AfterAll
    static void useItNoLonger() {
        SpringProperties.setProperty(AotDetector.AOT_ENABLED, null);
    }

    @Test
    void hasTheSameBeansAndCanCreateAllOfThem() {
        Set<String> own;
        try (ConfigurableApplicationContext application = start()) {
            ConfigurableListableBeanFactory beans = application.getBeanFactory();
            for (String name : beans.getBeanDefinitionNames()) {
                assertThatCode(() -> beans.getBean(name)).as(name).doesNotThrowAnyException();
            }
            own = ownBeans(beans);
        }
        SpringProperties.setProperty(AotDetector.AOT_ENABLED, "false");
        try (ConfigurableApplicationContext application = start()) {
            assertThat(own).isEqualTo(ownBeans(application.getBeanFactory()));
        } finally {
            SpringProperties.setProperty(AotDetector.AOT_ENABLED, "true");
        }
    }

    @Test
    void servesPages() {
        try (ConfigurableApplicationContext application = start()) {
            for (int time = 0; time < 10; time++) {
                // Recorded each time, or the account would be delayed.
                Client admin = new Client(port(application)).signIn("admin@acme.example", "compliance-demo");
                assertThat(admin.get("/organizations/acme/compliances").status())
                        .isEqualTo(200);
            }
            Client editor = new Client(port(application)).signIn("editor@vendor.example", "compliance-demo");
            assertThat(editor.get("/desk").status()).isEqualTo(200);
        }
    }

    // BuildSettings
    @Test
    void doesNotStartWithOtherSettings() {
        assertThatThrownBy(() -> start("--spring.datasource.url=jdbc:postgresql://localhost:1/x")
                        .close())
                .isInstanceOf(StartupFailureException.class)
                .hasMessageEndingWith(" other settings: spring.datasource.url.");
    }

    private static ConfigurableApplicationContext start(String... settings) {
        SpringApplication application = new SpringApplication(ComplianceCenter.class);
        // Else the tests' own, for which nothing is generated.
        application.setMainApplicationClass(ComplianceCenter.class);
        return application.run(Stream.concat(
                        Stream.of(
                                "--server.port=0",
                                "--compliance-center.embedded-database.directory=" + directory.resolve("postgresql")),
                        Stream.of(settings))
                .toArray(String[]::new));
    }

    private static int port(ConfigurableApplicationContext application) {
        return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** Without those that the tests add, which are only found on their class path. */
    private static Set<String> ownBeans(ConfigurableListableBeanFactory beans) {
        return Stream.of(beans.getBeanDefinitionNames())
                .filter(name -> {
                    Class<?> type = beans.getType(name);
                    return type != null && type.getName().startsWith("io.compliancecenter.") && !isOfTests(type);
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isOfTests(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source != null && source.getLocation().getPath().endsWith("/test-classes/");
    }
}
