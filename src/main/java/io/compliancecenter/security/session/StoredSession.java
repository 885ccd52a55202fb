package io.compliancecenter.security.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;

/** A session, which Spring Session writes. */
@Entity
@Immutable
@Table(name = "spring_session")
class StoredSession {

    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(length = 36)
    private String primaryId;

    /** For Hibernate. */
    @NullUnmarked
    protected StoredSession() {}
}
