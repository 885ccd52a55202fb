package io.compliancecenter.security.session;

import io.compliancecenter.organization.UserId;
import io.compliancecenter.security.session.StoredSessions.Row;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where a user is signed in. */
@Service
public class UserSessions {

    private final StoredSessions sessions;
    private final Clock clock;

    UserSessions(StoredSessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * A session. How it began is not known of one that began before an update.
     *
     * @param id not secret
     * @param current whether it is the one that asks
     * @param method how the user signed in
     * @param provider the identity provider, as people know it; null without one
     * @param address of the client
     * @param usedAt the last use, to the minute
     */
    public record UserSession(
            String id,
            boolean current,
            @Nullable String method,
            @Nullable String provider,
            @Nullable String address,
            @Nullable String userAgent,
            Instant signedInAt,
            Instant usedAt) {}

    /**
     * All sessions of a user: the current one, then the last used first.
     *
     * @param current the id of the session that asks
     */
    @Transactional(readOnly = true)
    public List<UserSession> of(UserId user, String current) {
        return sessions.findByUser(user.value().toString(), current, clock.instant()).stream()
                .map(UserSessions::view)
                .toList();
    }

    private static UserSession view(Row row) {
        return new UserSession(
                row.id(),
                row.current(),
                row.method(),
                row.provider(),
                row.address(),
                row.userAgent(),
                row.signedInAt() == null ? row.createdAt() : row.signedInAt(),
                row.usedAt());
    }

    /** Ends one of the user's sessions, if there is such a one. */
    @Transactional
    public void end(UserId user, String id) {
        sessions.delete(id, user.value().toString());
    }

    /** Ends all of the user's sessions but the current one. */
    @Transactional
    public void endOthers(UserId user, String current) {
        sessions.deleteOthers(user.value().toString(), current);
    }
}
