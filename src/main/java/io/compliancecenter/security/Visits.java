package io.compliancecenter.security;

import io.compliancecenter.database.Gathering;
import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.Standing;
import io.compliancecenter.organization.Users;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.MapSession;

/** Reads sessions and how their users stand: for all requests that begin at about the same time at once. */
class Visits implements Function<String, @Nullable Visit> {

    private static final Logger log = LoggerFactory.getLogger(Visits.class);

    private static final String CONTEXT = HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;
    private static final int ID_LENGTH = 36;

    /** As long as a connection is waited for. */
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    private final JdbcClient database;
    private final Users users;
    private final Function<byte[], @Nullable Object> attributes;
    private final Gathering<String, Stored> gathering = new Gathering<>(this::read, PATIENCE);

    /** @param attributes makes of their bytes what they are, for each request anew what a request may change */
    Visits(JdbcClient database, Users users, Function<byte[], @Nullable Object> attributes) {
        this.database = database;
        this.users = users;
        this.attributes = attributes;
    }

    /**
     * A session as it is stored, and how its user stands. Several requests may be told of the same one.
     *
     * @param session without its attributes
     * @param attributes their bytes, by name
     */
    record Stored(MapSession session, Map<String, byte[]> attributes, Optional<Standing> standing) {

        Stored of(Optional<Standing> user) {
            return new Stored(session, attributes, user);
        }
    }

    /** The visit that has the session of that identifier; null if there is none, or its time is over. */
    @Override
    public @Nullable Visit apply(String id) {
        Stored stored = isWritten(id) ? gathering.ask(id) : null;
        if (stored == null) {
            return null;
        }
        MapSession session = new MapSession(stored.session());
        // Here, and not where others wait for it
        stored.attributes().forEach((name, bytes) -> session.setAttribute(name, attributes.apply(bytes)));
        return new Visit(session, stored.standing());
    }

    /** What is not written like this is nobody's, and must not be asked for: it might fail, and for others as well. */
    private static boolean isWritten(String id) {
        return id.length() == ID_LENGTH && id.chars().allMatch(letter -> "0123456789abcdef-".indexOf(letter) >= 0);
    }

    /** The sessions of those identifiers that are there and whose time is not over. */
    Map<String, Stored> read(Set<String> ids) {
        Map<String, Stored> sessions = sessions(ids);
        sessions.values().removeIf(stored -> stored.session().isExpired());
        List<String> signedIn = new ArrayList<>();
        List<CurrentUser> asked = new ArrayList<>();
        sessions.forEach((id, stored) -> {
            CurrentUser user = user(stored);
            if (user != null) {
                signedIn.add(id);
                asked.add(user);
            }
        });
        if (!asked.isEmpty()) {
            List<Optional<Standing>> standings = users.standings(asked);
            for (int at = 0; at < signedIn.size(); at++) {
                Optional<Standing> standing = standings.get(at);
                sessions.computeIfPresent(signedIn.get(at), (id, stored) -> stored.of(standing));
            }
        }
        return sessions;
    }

    private Map<String, Stored> sessions(Set<String> ids) {
        Map<String, Stored> sessions = new HashMap<>();
        // By "array (select …)" PostgreSQL does not see how many there are, and keeps one plan for any number.
        database.sql("""
                        select s.session_id, s.creation_time, s.last_access_time, s.max_inactive_interval,
                               a.attribute_name, a.attribute_bytes
                          from spring_session s left join spring_session_attributes a on a.session_primary_id = s.primary_id
                         where s.session_id = any (array (select unnest(cast(? as char(36)[]))))
                        """).param(ids.toArray(String[]::new)).query(row -> {
            Stored stored = sessions.get(row.getString(1));
            if (stored == null) {
                stored = new Stored(session(row), new HashMap<>(), Optional.empty());
                sessions.put(stored.session().getId(), stored);
            }
            String attribute = row.getString(5);
            if (attribute != null) {
                stored.attributes().put(attribute, row.getBytes(6));
            }
        });
        return sessions;
    }

    private static MapSession session(ResultSet row) throws SQLException {
        MapSession session = new MapSession(row.getString(1));
        session.setCreationTime(Instant.ofEpochMilli(row.getLong(2)));
        session.setLastAccessedTime(Instant.ofEpochMilli(row.getLong(3)));
        session.setMaxInactiveInterval(Duration.ofSeconds(row.getInt(4)));
        return session;
    }

    /** Who signed in; null if nobody did, or if it cannot be told: that must not be the others' trouble. */
    private @Nullable CurrentUser user(Stored stored) {
        byte[] context = stored.attributes().get(CONTEXT);
        try {
            Authentication authentication =
                    context != null && attributes.apply(context) instanceof SecurityContext known
                            ? known.getAuthentication()
                            : null;
            return authentication != null
                            && authentication.getPrincipal() instanceof CurrentUser user
                            && !user.id().toString().isEmpty()
                    ? user
                    : null;
        } catch (RuntimeException unreadable) {
            log.info("A session's user could not be read and counts as nobody: {}", unreadable.toString());
            return null;
        }
    }
}
