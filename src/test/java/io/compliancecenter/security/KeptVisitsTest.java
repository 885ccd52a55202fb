package io.compliancecenter.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.organization.Standing;
import io.compliancecenter.organization.UserId;
import io.compliancecenter.security.KeptVisits.Revision;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.session.MapSession;

class KeptVisitsTest {

    private final Revision revision = new Revision(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    private final KeptVisits kept = new KeptVisits();

    // KeptVisits: "known.revision().equals(revision)"
    @Test
    void whateverIsRevisedNothingIsLeft() {
        keep("id", visit());
        assertThat(kept.at(Map.of("id", revision, "other", revision))).containsOnlyKeys("id");
        UUID another = UUID.randomUUID();
        assertThat(List.of(
                        new Revision(another, revision.directory(), revision.session()),
                        new Revision(revision.catalogue(), another, revision.session()),
                        new Revision(revision.catalogue(), revision.directory(), another)))
                .allSatisfy(later -> assertThat(kept.at(Map.of("id", later))).isEmpty());
    }

    // KeptVisits: removeEldestEntry, in the order of use
    @Test
    void thereIsAnEndToWhatIsKept() {
        keep("often", visit());
        for (int number = 0; number < 2_500; number++) {
            keep("id" + number, visit());
            assertThat(kept.at(Map.of("often", revision))).isNotEmpty();
        }
        assertThat(kept.at(Map.of("id0", revision, "id499", revision, "id502", revision, "id2499", revision)))
                .containsOnlyKeys("id502", "id2499");
    }

    // KeptVisits: "isExpired", "standing().isPresent()", "revision != null"
    @Test
    void onlyASessionThatLastsAndIsSomebodysIsKept() {
        keep("kept", visit());
        StoredVisit ended = visit();
        ended.session()
                .setLastAccessedTime(ended.session().getLastAccessedTime().minus(Duration.ofHours(1)));
        keep("ended", ended);
        keep("nobody's", visit().of(Optional.empty()));
        kept.keep(Map.of(), Map.of("gone when it was asked for", visit()));
        assertThat(kept.at(Map.of(
                        "kept",
                        revision,
                        "ended",
                        revision,
                        "nobody's",
                        revision,
                        "gone when it was asked for",
                        revision)))
                .containsOnlyKeys("kept");
    }

    private void keep(String id, StoredVisit visit) {
        kept.keep(Map.of(id, revision), Map.of(id, visit));
    }

    private static StoredVisit visit() {
        Standing standing =
                new Standing(new UserId(UUID.randomUUID()), "Ada", "ada@acme.example", UUID.randomUUID(), List.of());
        return new StoredVisit(new MapSession(), Map.of(), Optional.of(standing));
    }
}
