package io.compliancecenter.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.catalogue.published.StatusOnDay.EffectiveStatus;
import org.junit.jupiter.api.Test;

class ListFilterTest {

    @Test
    void theAddressOfAPageKeepsWhatWasAskedFor() {
        assertThat(new ListFilter("R&D + Ä=1", EffectiveStatus.CERTIFIED, 2).addressOf(3))
                .isEqualTo("?q=R%26D%20%2B%20%C3%84%3D1&status=CERTIFIED&page=3");
        assertThat(new ListFilter(" ", null, null).addressOf(2)).isEqualTo("?page=2");
    }

    @Test
    void onlyWordsAndAStatusNarrow() {
        assertThat(new ListFilter(null, null, 7).narrows()).isFalse();
        assertThat(new ListFilter(" ", null, null).narrows()).isFalse();
        assertThat(new ListFilter("a", null, null).narrows()).isTrue();
        assertThat(new ListFilter(null, EffectiveStatus.EXPIRED, null).narrows())
                .isTrue();
    }
}
