package io.compliancecenter.security;

import io.compliancecenter.database.Gathering;
import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.Standing;
import io.compliancecenter.organization.Users;
import io.compliancecenter.security.KeptVisits.Revision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.MapSession;

/**
 * Gives requests their session and how its user stands, as both are when the request begins: for all that begin at about the
 * same time at once.
 */
class Visits implements Function<String, @Nullable Visit> {

    private static final int ID_LENGTH = 36;

    /** Many times what an answer takes, and less than anyone would notice. */
    private static final Duration SLOW = Duration.ofMillis(20);

    /** As long as a connection is waited for. */
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    /** By "array (select …)" PostgreSQL does not see how many there are, and keeps one plan for any number. */
    private static final String ANY_OF = "any (array (select unnest(cast(? as char(36)[]))))";

    private final JdbcClient database;
    private final Users users;
    private final Function<byte[], @Nullable Object> attributes;
    private final KeptVisits kept = new KeptVisits();
    private final Gathering<String, StoredVisit> gathering = new Gathering<>(this::find, SLOW, PATIENCE);

    /** @param attributes makes of their bytes what they are, for each request anew what a request may change */
    Visits(JdbcClient database, Users users, Function<byte[], @Nullable Object> attributes) {
        this.database = database;
        this.users = users;
        this.attributes = attributes;
    }

    /** The visit that has the session of that identifier; null if there is none, or its time is over. */
    @Override
    public @Nullable Visit apply(String id) {
        StoredVisit stored = isWritten(id) ? gathering.ask(id) : null;
        // Here, and not where others wait for it
        return stored == null ? null : stored.visit();
    }

    /** What is not written like this is nobody's, and must not be asked for: it might fail, and for others as well. */
    private static boolean isWritten(String id) {
        return id.length() == ID_LENGTH && id.chars().allMatch(letter -> "0123456789abcdef-".indexOf(letter) >= 0);
    }

    private Map<String, StoredVisit> find(Set<String> ids) {
        // Before what is read: that may be newer than its revision, and never older.
        Map<String, Revision> revisions = revisions(ids);
        Map<String, StoredVisit> found = kept.at(revisions);
        Set<String> others = new HashSet<>(revisions.keySet());
        others.removeAll(found.keySet());
        if (!others.isEmpty()) {
            Map<String, StoredVisit> read = read(others);
            kept.keep(revisions, read);
            found.putAll(read);
        }
        return found;
    }

    /** Of the sessions of those identifiers that are there. */
    private Map<String, Revision> revisions(Collection<String> ids) {
        Map<String, Revision> revisions = new HashMap<>();
        database.sql("""
                        select session_id, (select revision from catalogue_revision),
                               (select revision from directory_revision), revision
                          from spring_session where session_id = %s
                        """.formatted(ANY_OF)).param(ids.toArray(String[]::new)).query(row -> {
            revisions.put(
                    row.getString(1),
                    new Revision(
                            row.getObject(2, UUID.class), row.getObject(3, UUID.class), row.getObject(4, UUID.class)));
        });
        return revisions;
    }

    /** The sessions of those identifiers that are there and whose time is not over. */
    Map<String, StoredVisit> read(Collection<String> ids) {
        Map<String, StoredVisit> sessions = sessions(ids);
        sessions.values().removeIf(stored -> stored.session().isExpired());
        List<String> signedIn = new ArrayList<>();
        List<CurrentUser> asked = new ArrayList<>();
        sessions.forEach((id, stored) -> {
            CurrentUser user = stored.user();
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

    private Map<String, StoredVisit> sessions(Collection<String> ids) {
        Map<String, StoredVisit> sessions = new HashMap<>();
        database.sql("""
                        select s.session_id, s.creation_time, s.last_access_time, s.max_inactive_interval,
                               a.attribute_name, a.attribute_bytes
                          from spring_session s left join spring_session_attributes a on a.session_primary_id = s.primary_id
                         where s.session_id = %s
                        """.formatted(ANY_OF)).param(ids.toArray(String[]::new)).query(row -> {
            StoredVisit stored = sessions.get(row.getString(1));
            if (stored == null) {
                stored = new StoredVisit(session(row), new HashMap<>(), Optional.empty());
                sessions.put(stored.session().getId(), stored);
            }
            String attribute = row.getString(5);
            if (attribute != null) {
                stored.attributes().put(attribute, new StoredAttribute(row.getBytes(6), attributes));
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
}
