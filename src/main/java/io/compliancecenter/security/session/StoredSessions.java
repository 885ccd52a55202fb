package io.compliancecenter.security.session;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** The sessions of one user. A session's primary id, unlike its other id, is not a secret. */
interface StoredSessions extends Repository<StoredSession, String> {

    /**
     * Those that have not expired, last used first.
     *
     * @param user the user's id, as sessions spell it
     * @param current the id of the session that asks
     * @param now in milliseconds since 1970
     */
    @NativeQuery("""
            select s.primary_id as id, s.session_id = :current as current, i.method,
                   provider_name(i.issuer) as provider,
                   host(i.client_address) as address, i.user_agent,
                   coalesce(i.signed_in_at, to_timestamp(s.creation_time / 1000.0)) as signed_in_at,
                   to_timestamp(s.last_access_time / 1000.0) as used_at
              from spring_session s left join session_sign_in i on i.session_primary_id = s.primary_id
             where s.principal_name = :user and s.expiry_time > :now
             order by current desc, s.last_access_time desc limit 100
            """)
    List<Row> findByUser(String user, String current, long now);

    @Modifying
    @NativeQuery("delete from spring_session where primary_id = :id and principal_name = :user")
    int delete(String id, String user);

    @Modifying
    @NativeQuery("delete from spring_session where principal_name = :user and session_id <> :current")
    int deleteOthers(String user, String current);

    /** A session, with null for what is not known of it. */
    record Row(
            String id,
            boolean current,
            @Nullable String method,
            @Nullable String provider,
            @Nullable String address,
            @Nullable String userAgent,
            Instant signedInAt,
            Instant usedAt) {}
}
