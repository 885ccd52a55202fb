package io.compliancecenter.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A user's account, which only functions of the database change. */
@Entity
@Immutable
@Table(name = "user_account")
class Account {

    @Id
    private UUID id;

    /** For Hibernate. */
    @NullUnmarked
    protected Account() {}
}
