package io.compliancecenter.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.database.SessionTransactions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;

class QuietSessionsTest {

    /** These sessions are in memory: nothing is written in a transaction. */
    private static final SessionTransactions NO_DATABASE = new SessionTransactions(null);

    private final QuietSessions<MapSession> sessions =
            new QuietSessions<>(new MapSessionRepository(new ConcurrentHashMap<>()), NO_DATABASE);

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
