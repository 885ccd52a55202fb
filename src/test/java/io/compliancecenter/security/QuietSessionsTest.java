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
        return session == null ? null : new Visit(session, Optional.empty());
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

    // QuietSessions.Quiet.toChange: where there is none any more
    @Test
    void whatIsChangedInASessionThatHasEndedMeanwhileEndsWithIt() {
        Session session = new Session();
        QuietSessions.Quiet<MapSession> found = sessions.findById(session.session.getId());
        assertThat(found).isNotNull();
        stored.deleteById(found.getId());
        found.setAttribute("name", "value");
        found.setLastAccessedTime(Instant.now());
        sessions.save(found);
        assertThat(stored.findById(found.getId())).isNull();
    }

    // QuietSessions.Quiet.toChange
    @Test
    void whatIsChangedIsStored() {
        QuietSessions.Quiet<MapSession> found = sessions.findById(new Session().session.getId());
        assertThat(found).isNotNull();
        found.setAttribute("name", "value");
        // So long that it ends on no day on which this is run
        found.setMaxInactiveInterval(Duration.ofDays(36_500));
        sessions.save(found);
        MapSession changed = stored.findById(found.getId());
        assertThat(changed).isNotNull();
        assertThat(changed.<String>getAttribute("name")).isEqualTo("value");
        assertThat(changed.getMaxInactiveInterval()).isEqualTo(Duration.ofDays(36_500));
        found.removeAttribute("name");
        sessions.save(found);
        assertThat(found.getAttributeNames()).isEmpty();
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
