package io.compliancecenter.security;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * Sessions whose time of last use is written down once a minute, and not at each request: otherwise every page that is read
 * would be a write to the database. A session may end up to that minute early. What a request only reads comes with its
 * {@link Visit}; Spring Session reads it for those that change it.
 */
final class QuietSessions<S extends Session> implements SessionRepository<QuietSessions.Quiet<S>> {

    /** How long a session is used before that is written down again. */
    static final Duration QUIET = Duration.ofMinutes(1);

    private final SessionRepository<S> sessions;
    private final Function<String, @Nullable Visit> visits;

    /**
     * Wraps a repository.
     *
     * @param visits of that repository's sessions, by identifier
     */
    QuietSessions(SessionRepository<S> sessions, Function<String, @Nullable Visit> visits) {
        this.sessions = sessions;
        this.visits = visits;
    }

    @Override
    public Quiet<S> createSession() {
        return new Quiet<>(sessions, null, sessions.createSession());
    }

    @Override
    public void save(Quiet<S> session) {
        if (session.stored != null) {
            sessions.save(session.stored);
        }
    }

    @Override
    public @Nullable Quiet<S> findById(String id) {
        Visit visit = visits.apply(id);
        return visit == null ? null : new Quiet<>(sessions, visit, null);
    }

    @Override
    public void deleteById(String id) {
        sessions.deleteById(id);
    }

    /** A session as it is, but for the time of its last use. */
    static final class Quiet<S extends Session> implements Session {

        private final SessionRepository<S> sessions;
        private final @Nullable Visit visit;
        private @Nullable S stored;

        private Quiet(SessionRepository<S> sessions, @Nullable Visit visit, @Nullable S stored) {
            this.sessions = sessions;
            this.visit = visit;
            this.stored = stored;
        }

        private Session session() {
            return stored != null || visit == null ? Objects.requireNonNull(stored) : visit.session();
        }

        /** The one that can be stored. If it is gone by now, what is changed goes with it. */
        private Session toChange() {
            if (stored == null) {
                stored = sessions.findById(getId());
            }
            return session();
        }

        @Override
        public void setLastAccessedTime(Instant time) {
            Duration since = Duration.between(getLastAccessedTime(), time);
            // A clock that was set back is no reason to end a session.
            if (since.isNegative() || since.compareTo(QUIET) >= 0) {
                toChange().setLastAccessedTime(time);
            }
        }

        @Override
        @SuppressWarnings("unchecked") // as it is of Session
        public <T> @Nullable T getAttribute(String name) {
            return name.equals(Visit.ATTRIBUTE) ? (T) visit : session().getAttribute(name);
        }

        @Override
        public String getId() {
            return session().getId();
        }

        @Override
        public String changeSessionId() {
            return toChange().changeSessionId();
        }

        @Override
        public Set<String> getAttributeNames() {
            return session().getAttributeNames();
        }

        @Override
        public void setAttribute(String name, Object value) {
            toChange().setAttribute(name, value);
        }

        @Override
        public void removeAttribute(String name) {
            toChange().removeAttribute(name);
        }

        @Override
        public Instant getCreationTime() {
            return session().getCreationTime();
        }

        @Override
        public Instant getLastAccessedTime() {
            return session().getLastAccessedTime();
        }

        @Override
        public void setMaxInactiveInterval(Duration interval) {
            toChange().setMaxInactiveInterval(interval);
        }

        @Override
        public Duration getMaxInactiveInterval() {
            return session().getMaxInactiveInterval();
        }

        @Override
        public boolean isExpired() {
            return session().isExpired();
        }
    }
}
