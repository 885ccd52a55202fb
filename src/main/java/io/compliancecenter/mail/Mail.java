package io.compliancecenter.mail;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A mail that waits to be sent, or was sent. Only database functions write it. */
@Entity
@Immutable
class Mail {

    @Id
    private UUID id;

    /** For Hibernate. */
    @NullUnmarked
    protected Mail() {}
}
