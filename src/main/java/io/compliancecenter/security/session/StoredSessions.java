package io.compliancecenter.security.session;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The sessions of one user. */
interface StoredSessions extends Repository<StoredSession, String> {

    /**
     * Those that have not expired: the current one, then the last used first.
     *
     * @param user the user's id, as sessions spell it
     * @param current the id of the session that asks
     */
    @Query("""
            select s.primaryId, case when s.sessionId = :current then true else false end, i.method,
                   cast(function('provider_name', i.issuer) as String), cast(function('host', i.clientAddress) as String), i.userAgent,
                   i.signedInAt, s.creationTime, s.lastAccessTime
              from StoredSession s left join SessionSignIn i on i.sessionPrimaryId = s.primaryId
             where s.principalName = :user and s.expiryTime > :now
             order by case when s.sessionId = :current then 0 else 1 end, s.lastAccessTime desc limit 100
            """)
    List<Row> findByUser(String user, String current, Instant now);

    @Modifying
    @Query("delete from StoredSession s where s.primaryId = :id and s.principalName = :user")
    int delete(String id, String user);

    @Modifying
    @Query("delete from StoredSession s where s.principalName = :user and s.sessionId <> :current")
    int deleteOthers(String user, String current);

    /** A session, with null for what is not known of it. */
    record Row(
            String id,
            boolean current,
            @Nullable String method,
            @Nullable String provider,
            @Nullable String address,
            @Nullable String userAgent,
            @Nullable Instant signedInAt,
            Instant createdAt,
            Instant usedAt) {}
}
