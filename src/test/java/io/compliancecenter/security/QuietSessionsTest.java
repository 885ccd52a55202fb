package io.compliancecenter.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;

class QuietSessionsTest {

    private final MapSessionRepository stored = new MapSessionRepository(new ConcurrentHashMap<>());
    private final QuietSessions<MapSession> sessions = new QuietSessions<>(stored, this::visit);

    private @Nullable Visit visit(String id) {
        MapSession session = stored.findById(id);
        return session == null ? null : new Visit(session, null, Optional.empty());
    }

    // QuietSessions: "since.compareTo(QUIET) >= 0"
    @Test
    void writesTheLastUseDownOnceAMinute() {
        Session session = new Session();
        session.use(Duration.ofSeconds(59)).isLastUsed(Duration.ZERO);
        session.use(Duration.ofSeconds(60)).isLastUsed(Duration.ofSeconds(60));
        session.use(Duration.ofSeconds(119)).isLastUsed(Duration.ofSeconds(60));
        session.use(Duration.ofSeconds(121)).isLastUsed(Duration.ofSeconds(121));
    }

    /** Or it would seem to have been used in the future, and stay for as long. */
    @Test
    void followsAClockThatWasSetBack() {
        Session session = new Session();
        session.use(Duration.ofHours(-2)).isLastUsed(Duration.ofHours(-2));
    }

    private class Session {

        private final Instant start = Instant.parse("2026-11-24T12:00:00Z");
        private final QuietSessions.Quiet<MapSession> session = sessions.createSession();

        Session() {
            // The repository compares with the clock on the wall.
            session.setMaxInactiveInterval(Duration.ofSeconds(-1));
            session.setLastAccessedTime(start.minus(Duration.ofDays(1)));
            session.setLastAccessedTime(start);
            sessions.save(session);
        }

        Session use(Duration later) {
            QuietSessions.Quiet<MapSession> found = sessions.findById(session.getId());
            assertThat(found).isNotNull();
            found.setLastAccessedTime(start.plus(later));
            sessions.save(found);
            return this;
        }

        void isLastUsed(Duration later) {
            QuietSessions.Quiet<MapSession> found = sessions.findById(session.getId());
            assertThat(found).isNotNull();
            assertThat(found.getLastAccessedTime()).isEqualTo(start.plus(later));
        }
    }
}
