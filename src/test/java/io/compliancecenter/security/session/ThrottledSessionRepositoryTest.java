package io.compliancecenter.security.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.Session;

class ThrottledSessionRepositoryTest {

    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    private final MapSessionRepository stored = new MapSessionRepository(new ConcurrentHashMap<>());
    private final ThrottledSessionRepository<MapSession> sessions = new ThrottledSessionRepository<>(stored);

    private String id = "";

    @BeforeEach
    void create() {
        Session session = sessions.createSession();
        // It expires on no day on which this is run.
        session.setMaxInactiveInterval(Duration.ofSeconds(-1));
        session.setLastAccessedTime(START.minus(Duration.ofDays(1)));
        session.setLastAccessedTime(START);
        sessions.save(session);
        id = session.getId();
    }

    // ThrottledSessionRepository: "sinceStored.toMinutes() < 1"
    @Test
    void storesTheLastUseOnceAMinute() {
        use(Duration.ofSeconds(59));
        assertThat(lastUse()).isEqualTo(START);
        use(Duration.ofSeconds(60));
        assertThat(lastUse()).isEqualTo(START.plusSeconds(60));
        use(Duration.ofSeconds(119));
        assertThat(lastUse()).isEqualTo(START.plusSeconds(60));
        use(Duration.ofSeconds(121));
        assertThat(lastUse()).isEqualTo(START.plusSeconds(121));
    }

    // ThrottledSessionRepository: "isNegative"; otherwise the session would not expire until the time it was used at
    @Test
    void followsAClockThatWasSetBack() {
        use(Duration.ofHours(-2));
        assertThat(lastUse()).isEqualTo(START.minus(Duration.ofHours(2)));
    }

    @Test
    void storesEveryOtherChange() {
        Session session = found();
        session.setAttribute("name", "value");
        session.setMaxInactiveInterval(Duration.ofDays(36_500));
        sessions.save(session);
        assertThat(found().<String>getAttribute("name")).isEqualTo("value");
        assertThat(found().getMaxInactiveInterval()).isEqualTo(Duration.ofDays(36_500));
    }

    @Test
    void passesFailuresOn() {
        assertThatThrownBy(() -> found().getRequiredAttribute("missing")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void deletes() {
        sessions.deleteById(id);
        assertThat(sessions.findById(id)).isNull();
    }

    private void use(Duration later) {
        Session session = found();
        session.setLastAccessedTime(START.plus(later));
        sessions.save(session);
    }

    private Instant lastUse() {
        return found().getLastAccessedTime();
    }

    private Session found() {
        return Objects.requireNonNull(sessions.findById(id));
    }
}
