package io.compliancecenter.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormPlacesTest {

    private final FormPlaces places = new FormPlaces(3, 2);

    @Test
    void oneClientLeavesRoomForOthers() {
        assertThat(places.take("a")).isTrue();
        assertThat(places.take("a")).isTrue();
        assertThat(places.take("a")).isFalse();
        assertThat(places.take("b")).isTrue();
        assertThat(places.take("c")).isFalse();
    }

    @Test
    void aPlaceThatWasGivenBackIsFree() {
        places.take("a");
        places.take("a");
        places.take("b");
        places.release("a");
        assertThat(places.take("c")).isTrue();
        places.release("b");
        assertThat(places.take("a")).isTrue();
        assertThat(places.take("a")).isFalse();
    }
}
