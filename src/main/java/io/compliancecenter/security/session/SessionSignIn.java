package io.compliancecenter.security.session;

import io.compliancecenter.organization.UserId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.InetAddress;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * How the user of a session signed in. Only database functions write it: see {@link io.compliancecenter.security.SignInRecords}. There is
 * none for a session that began before an update.
 */
@Entity
@Immutable
@Table(name = "session_sign_in")
public class SessionSignIn {

    /** Of the {@link StoredSession}. */
    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(length = 36)
    private String sessionPrimaryId;

    @AttributeOverride(name = "value", column = @Column(name = "user_id"))
    private UserId user;

    /** {@linkplain io.compliancecenter.organization.SignIn.Method#code Code} of the method. */
    private String method;

    /** The provider who vouched for them; null without one, as are the subject and the session there. */
    private @Nullable String issuer;

    private @Nullable String subject;

    /** The session at the provider; null if it does not name one. */
    private @Nullable String sid;

    private InetAddress clientAddress;
    private String userAgent;
    private Instant signedInAt;

    /** For Hibernate. */
    @NullUnmarked
    protected SessionSignIn() {}
}
