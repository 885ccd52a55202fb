package io.compliancecenter.organization;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * A person who may sign in. The application only reads it, without the password hash and the number of its changes: the
 * database gives those out to sign one user in, see {@link Users#findCredentials}.
 */
@Entity
@Immutable
@Table(name = "user_account")
public class User {

    @EmbeddedId
    private UserId id;

    /** In lower case. */
    private String email;

    /** Whether it is known to be the person's. */
    private boolean emailVerified;

    private String name;

    /** Where it is kept, and so who can change it. */
    @Enumerated(EnumType.STRING)
    private MembershipSource source;

    private @Nullable Instant retiredAt;

    /** For Hibernate. */
    @NullUnmarked
    protected User() {}
}
