package io.compliancecenter.browser.chromium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class ChromiumExtensionTest {

    @Test
    void aMissingBrowserSkipsTheTestsOnAnOrdinaryMachine() {
        var result = ChromiumExtension.withoutBrowser(null);
        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("install"));
    }

    @Test
    void aMissingBrowserFailsTheTestsOnABuildMachine() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ChromiumExtension.withoutBrowser("true"))
                .withMessageContaining("install");
    }
}
