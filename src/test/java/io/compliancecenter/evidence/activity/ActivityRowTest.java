package io.compliancecenter.evidence.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.download.DenialReason;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class ActivityRowTest {

    private static final ResourceBundleMessageSource MESSAGES = new ResourceBundleMessageSource();

    static {
        MESSAGES.setBasename("messages");
        MESSAGES.setDefaultEncoding("UTF-8");
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonHasWordsOfItsOwn(DenialReason reason) {
        assertThat(words(reason.name())).isNotEqualTo(words("LATER"));
    }

    @Test
    void aReasonThatIsNotKnownHasWordsToo() {
        assertThat(words("LATER")).isEqualTo("Denied");
    }

    private static String words(String reason) {
        return MESSAGES.getMessage(ActivityRow.denial(reason), Locale.ENGLISH);
    }
}
