package io.compliancecenter;

import io.compliancecenter.support.StartupFailureException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.springframework.aot.generate.GeneratedMethod;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.javapoet.CodeBlock;
import org.springframework.util.StringUtils;

/**
 * The settings that decide which beans there are. Spring's ahead-of-time processing decides that with the settings of the build, so
 * an application that was processed does not start with others, where it would use another database, or have no desk.
 *
 * @see <a href="https://docs.spring.io/spring-boot/reference/packaging/aot.html">Ahead-of-Time Processing With the JVM</a>
 */
final class BuildSettings implements BeanFactoryInitializationAotProcessor {

    /** Those of which it matters whether they are set. */
    private static final List<String> PRESENT = List.of(
            "spring.datasource.url",
            "compliance-center.desk.database.password",
            "spring.mail.host",
            "management.server.port");

    /** Those of which the value matters. */
    private static final String EXPOSED = "management.endpoints.web.exposure.include";

    BuildSettings() {}

    @Override
    public BeanFactoryInitializationAotContribution processAheadOfTime(ConfigurableListableBeanFactory beans) {
        List<String> built = of(beans.getBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME, Environment.class));
        CodeBlock names =
                built.stream().map(setting -> CodeBlock.of("$S", setting)).collect(CodeBlock.joining(", "));
        return (context, code) -> {
            GeneratedMethod check = code.getMethods()
                    .add(
                            "checkBuildSettings",
                            method -> method.addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                                    .addParameter(Environment.class, "environment")
                                    .addStatement(
                                            "$T.check(environment, $T.of($L))",
                                            BuildSettings.class,
                                            List.class,
                                            names));
            code.addInitializer(check.toMethodReference());
        };
    }

    /**
     * Called by the generated code, before there is any bean.
     *
     * @throws StartupFailureException if a setting differs from the build's
     */
    static void check(Environment environment, List<String> built) {
        List<String> present = of(environment);
        List<String> different = Stream.concat(present.stream(), built.stream())
                .filter(setting -> !(present.contains(setting) && built.contains(setting)))
                .map(setting -> StringUtils.delimitedListToStringArray(setting, "=")[0])
                .distinct()
                .toList();
        if (!different.isEmpty()) {
            throw new StartupFailureException(
                    "This application was processed ahead of time with other settings: " + String.join(", ", different)
                            + ".",
                    "Build it again with -Dspring-boot.aot.skip=false and the settings that it starts with, or start it"
                            + " without -Dspring.aot.enabled=true.");
        }
    }

    private static List<String> of(Environment environment) {
        return Stream.concat(
                        PRESENT.stream().filter(name -> StringUtils.hasText(environment.getProperty(name))),
                        Stream.of(EXPOSED + "=" + Objects.toString(environment.getProperty(EXPOSED), "")))
                .toList();
    }
}
