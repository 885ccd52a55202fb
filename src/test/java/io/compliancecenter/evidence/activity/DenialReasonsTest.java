package io.compliancecenter.evidence.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.download.DenialReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DenialReasonsTest {

    @ParameterizedTest
    @EnumSource
    void everyReasonHasWordsOfItsOwn(DenialReason reason) {
        assertThat(DenialReasons.messageKey(reason.name())).isNotEqualTo("activity.denied.other");
    }

    @Test
    void aReasonThatIsNotKnownHasWordsToo() {
        assertThat(DenialReasons.messageKey("LATER")).isEqualTo("activity.denied.other");
    }
}
