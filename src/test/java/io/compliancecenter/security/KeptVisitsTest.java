package io.compliancecenter.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.security.KeptVisits.Revision;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.session.MapSession;

class KeptVisitsTest {

    private final Revision revision = new Revision(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    private final KeptVisits kept = new KeptVisits(Clock.systemUTC());

    // KeptVisits: "known.revision().equals(revision)"
    @Test
    void whateverIsRevisedNothingIsLeft() {
        kept.keep(revision, Map.of("id", visit()));
        assertThat(kept.at(revision, List.of("id", "other"))).containsOnlyKeys("id");
        UUID another = UUID.randomUUID();
        assertThat(List.of(
                        new Revision(another, revision.directory(), revision.sessions()),
                        new Revision(revision.catalogue(), another, revision.sessions()),
                        new Revision(revision.catalogue(), revision.directory(), another)))
                .allSatisfy(later -> assertThat(kept.at(later, List.of("id"))).isEmpty());
    }

    // KeptVisits: removeEldestEntry, in the order of use
    @Test
    void thereIsAnEndToWhatIsKept() {
        kept.keep(revision, Map.of("often", visit()));
        for (int number = 0; number < 2_500; number++) {
            kept.keep(revision, Map.of("id" + number, visit()));
            assertThat(kept.at(revision, List.of("often"))).isNotEmpty();
        }
        assertThat(kept.at(revision, List.of("id0", "id499", "id502", "id2499")))
                .containsOnlyKeys("id502", "id2499");
    }

    // KeptVisits.lasts, and "visit.signedIn()"
    @Test
    void onlyASessionThatLastsIsKept() {
        kept.keep(
                revision,
                Map.of(
                        "kept", visit(true, -55, 60),
                        "signed out", visit(false, -55, 60),
                        "used long ago", visit(true, -65, 600),
                        "used by a clock that is ahead", visit(true, 600, 600),
                        "at its end", visit(true, -55, 50)));
        assertThat(kept.at(
                        revision,
                        List.of("kept", "signed out", "used long ago", "used by a clock that is ahead", "at its end")))
                .containsOnlyKeys("kept");
    }

    private static StoredVisit visit() {
        return visit(true, 0, 60);
    }

    /**
     * @param used seconds from now
     * @param lasting seconds without use
     */
    private static StoredVisit visit(boolean signedIn, int used, int lasting) {
        MapSession session = new MapSession();
        session.setLastAccessedTime(session.getLastAccessedTime().plusSeconds(used));
        session.setMaxInactiveInterval(Duration.ofSeconds(lasting));
        return new StoredVisit(session, signedIn, Map.of(), Optional.empty());
    }
}
