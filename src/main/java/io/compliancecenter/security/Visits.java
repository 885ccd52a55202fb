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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.MapSession;

/** Reads sessions and how their users stand: for all requests that begin at about the same time at once. */
class Visits implements Function<String, @Nullable Visit> {

    private static final int ID_LENGTH = 36;

    private final JdbcClient database;
    private final Users users;
    private final Function<byte[], @Nullable Object> attributes;
    private final Gathering<String, Visit> gathering = new Gathering<>(this::read);

    /** @param attributes makes of their bytes what they are */
    Visits(JdbcClient database, Users users, Function<byte[], @Nullable Object> attributes) {
        this.database = database;
        this.users = users;
        this.attributes = attributes;
    }

    /** The visit that has the session of that identifier; null if there is none, or its time is over. */
    @Override
    public @Nullable Visit apply(String id) {
        Visit visit = isWritten(id) ? gathering.ask(id) : null;
        // Another request may have been told of the same one.
        return visit == null ? null : visit.another();
    }

    /** What is not written like this is nobody's, and must not be asked for: it might fail, and for others as well. */
    private static boolean isWritten(String id) {
        return id.length() == ID_LENGTH && id.chars().allMatch(letter -> "0123456789abcdef-".indexOf(letter) >= 0);
    }

    private Map<String, Visit> read(Set<String> ids) {
        List<MapSession> sessions = sessions(ids);
        List<@Nullable CurrentUser> signedIn = new ArrayList<>();
        sessions.forEach(session -> signedIn.add(Visit.user(session)));
        List<CurrentUser> asked = signedIn.stream().filter(Objects::nonNull).toList();
        List<Optional<Standing>> standings = asked.isEmpty() ? List.of() : users.standings(asked);
        Map<String, Visit> visits = new HashMap<>();
        int next = 0;
        for (int at = 0; at < sessions.size(); at++) {
            CurrentUser user = signedIn.get(at);
            visits.put(
                    sessions.get(at).getId(),
                    new Visit(sessions.get(at), user == null ? Optional.empty() : standings.get(next++)));
        }
        return visits;
    }

    private List<MapSession> sessions(Set<String> ids) {
        Map<String, MapSession> sessions = new HashMap<>();
        database.sql("""
                        select s.session_id, s.creation_time, s.last_access_time, s.max_inactive_interval,
                               a.attribute_name, a.attribute_bytes
                          from spring_session s left join spring_session_attributes a on a.session_primary_id = s.primary_id
                         where s.session_id = any (cast(? as char(36)[]))
                        """).param(ids.toArray(String[]::new)).query(row -> {
            MapSession session = sessions.get(row.getString(1));
            if (session == null) {
                session = session(row);
                sessions.put(session.getId(), session);
            }
            String attribute = row.getString(5);
            if (attribute != null) {
                session.setAttribute(attribute, attributes.apply(row.getBytes(6)));
            }
        });
        return sessions.values().stream()
                .filter(session -> !session.isExpired())
                .toList();
    }

    private static MapSession session(ResultSet row) throws SQLException {
        MapSession session = new MapSession(row.getString(1));
        session.setCreationTime(Instant.ofEpochMilli(row.getLong(2)));
        session.setLastAccessedTime(Instant.ofEpochMilli(row.getLong(3)));
        session.setMaxInactiveInterval(Duration.ofSeconds(row.getInt(4)));
        return session;
    }
}
