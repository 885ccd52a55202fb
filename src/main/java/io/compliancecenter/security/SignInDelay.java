package io.compliancecenter.security;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** What the database counts for an account or a network. The application's role cannot read it; see {@link SignInDelays}. */
@Entity
@Immutable
class SignInDelay {

    @Id
    private byte[] key;

    /** For Hibernate. */
    @NullUnmarked
    protected SignInDelay() {}
}
