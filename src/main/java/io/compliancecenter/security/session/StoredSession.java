package io.compliancecenter.security.session;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A session, which Spring Session writes. */
@Entity
@Immutable
@Table(name = "spring_session")
class StoredSession {

    /** Unlike its other id, it is not a secret. */
    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(length = 36)
    private String primaryId;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(length = 36)
    private String sessionId;

    /** The user's id; null before they have signed in. */
    private @Nullable String principalName;

    @Convert(converter = Milliseconds.class)
    private Instant creationTime;

    @Convert(converter = Milliseconds.class)
    private Instant lastAccessTime;

    @Convert(converter = Milliseconds.class)
    private Instant expiryTime;

    /** For Hibernate. */
    @NullUnmarked
    protected StoredSession() {}

    /** Spring Session's times, which are milliseconds since 1970. */
    static final class Milliseconds implements AttributeConverter<Instant, Long> {

        @Override
        public Long convertToDatabaseColumn(Instant time) {
            return time.toEpochMilli();
        }

        @Override
        public Instant convertToEntityAttribute(Long milliseconds) {
            return Instant.ofEpochMilli(milliseconds);
        }
    }
}
