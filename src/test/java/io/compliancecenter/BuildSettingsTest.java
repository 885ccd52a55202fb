package io.compliancecenter;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.support.StartupFailureException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class BuildSettingsTest {

    private static final String EXPOSED = "management.endpoints.web.exposure.include=health";
    private static final List<String> PLAIN = List.of(EXPOSED);

    @ParameterizedTest
    @CsvSource({
        "spring.datasource.url,                     jdbc:postgresql://localhost/x",
        "compliance-center.desk.database.password,  x",
        "spring.mail.host,                          localhost",
        "management.server.port,                    8081",
        "management.endpoints.web.exposure.include, 'health,metrics'"
    })
    void aBuildDoesNotStartWithOtherSettings(String name, String value) {
        assertThatThrownBy(() -> BuildSettings.check(settings().withProperty(name, value), PLAIN))
                .isInstanceOf(StartupFailureException.class)
                .hasMessageEndingWith(" other settings: " + name + ".");
    }

    @Test
    void aBuildDoesNotStartWithoutItsSettings() {
        assertThatThrownBy(() -> BuildSettings.check(
                        settings().withProperty("spring.mail.host", " "), List.of("spring.mail.host", EXPOSED)))
                .isInstanceOf(StartupFailureException.class)
                .hasMessageEndingWith(" other settings: spring.mail.host.");
    }

    @Test
    void aBuildStartsWithItsSettingsWhateverTheirValues() {
        MockEnvironment settings = settings()
                .withProperty("spring.datasource.url", "jdbc:postgresql://another/x")
                .withProperty("server.port", "9090");
        assertThatCode(() -> BuildSettings.check(settings, List.of("spring.datasource.url", EXPOSED)))
                .doesNotThrowAnyException();
    }

    private static MockEnvironment settings() {
        return new MockEnvironment().withProperty("management.endpoints.web.exposure.include", "health");
    }
}
