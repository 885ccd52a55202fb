package io.compliancecenter.security;

import io.compliancecenter.database.SessionTransactions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * Sessions whose time of last use is written down once a minute, and not at each request: otherwise every page that is read
 * would be a write to the database. A session may end up to that minute early.
 */
final class QuietSessions<S extends Session> implements SessionRepository<QuietSessions.Quiet<S>> {

    private static final Duration QUIET = Duration.ofMinutes(1);

    private final SessionRepository<S> sessions;
    private final SessionTransactions transactions;

    QuietSessions(SessionRepository<S> sessions, SessionTransactions transactions) {
        this.sessions = sessions;
        this.transactions = transactions;
    }

    @Override
    public Quiet<S> createSession() {
        return new Quiet<>(sessions.createSession());
    }

    @Override
    public void save(Quiet<S> session) {
        sessions.save(session.session);
    }

    @Override
    public @Nullable Quiet<S> findById(String id) {
        S session = transactions.reading(() -> sessions.findById(id));
        return session == null ? null : new Quiet<>(session);
    }

    @Override
    public void deleteById(String id) {
        sessions.deleteById(id);
    }

    /** A session as it is, but for the time of its last use. */
    static final class Quiet<S extends Session> implements Session {

        private final S session;

        Quiet(S session) {
            this.session = session;
        }

        @Override
        public void setLastAccessedTime(Instant time) {
            Duration since = Duration.between(session.getLastAccessedTime(), time);
            // A clock that was set back is no reason to end a session.
            if (since.isNegative() || since.compareTo(QUIET) >= 0) {
                session.setLastAccessedTime(time);
            }
        }

        @Override
        public String getId() {
            return session.getId();
        }

        @Override
        public String changeSessionId() {
            return session.changeSessionId();
        }

        @Override
        public <T> @Nullable T getAttribute(String name) {
            return session.getAttribute(name);
        }

        @Override
        public Set<String> getAttributeNames() {
            return session.getAttributeNames();
        }

        @Override
        public void setAttribute(String name, Object value) {
            session.setAttribute(name, value);
        }

        @Override
        public void removeAttribute(String name) {
            session.removeAttribute(name);
        }

        @Override
        public Instant getCreationTime() {
            return session.getCreationTime();
        }

        @Override
        public Instant getLastAccessedTime() {
            return session.getLastAccessedTime();
        }

        @Override
        public void setMaxInactiveInterval(Duration interval) {
            session.setMaxInactiveInterval(interval);
        }

        @Override
        public Duration getMaxInactiveInterval() {
            return session.getMaxInactiveInterval();
        }

        @Override
        public boolean isExpired() {
            return session.isExpired();
        }
    }
}
