package io.compliancecenter.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.web.server.FormPlaces.Outcome;
import org.junit.jupiter.api.Test;

class FormPlacesTest {

    private final FormPlaces places = new FormPlaces(3, 2);

    @Test
    void oneClientLeavesRoomForOthers() {
        assertThat(places.take("a")).isEqualTo(Outcome.TAKEN);
        assertThat(places.take("a")).isEqualTo(Outcome.TAKEN);
        assertThat(places.take("a")).isEqualTo(Outcome.CLIENT_HAS_TOO_MANY);
        assertThat(places.take("b")).isEqualTo(Outcome.TAKEN);
        assertThat(places.take("c")).isEqualTo(Outcome.ALL_TAKEN);
    }

    @Test
    void aPlaceThatWasGivenBackIsFree() {
        places.take("a");
        places.take("a");
        places.take("b");
        places.release("a");
        assertThat(places.take("c")).isEqualTo(Outcome.TAKEN);
        places.release("b");
        assertThat(places.take("a")).isEqualTo(Outcome.TAKEN);
        assertThat(places.take("a")).isEqualTo(Outcome.CLIENT_HAS_TOO_MANY);
    }
}
