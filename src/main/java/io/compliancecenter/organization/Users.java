package io.compliancecenter.organization;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** What signing in needs to know of users. The application's role cannot read more of them: the functions run as the owner. */
public interface Users extends Repository<User, UserId> {

    /**
     * The credentials of the user with that e-mail address; empty if unknown or retired.
     *
     * @param email in lower case; without characters that PostgreSQL cannot store
     */
    @Query(nativeQuery = true, value = """
            select user_id, password_hash, credential_version from credentials_of(:email)
            """)
    Optional<Credentials> findCredentials(String email);

    /**
     * How the passwords of all users are hashed.
     *
     * @return the beginning of a hash up to its salt, as in <code>{bcrypt}$2a$12$</code>, each one once, in order
     */
    @Query(nativeQuery = true, value = "select password_hash_kinds()")
    List<String> findPasswordHashKinds();

    /**
     * The credentials of one user.
     *
     * @param passwordHash with the name of its algorithm in front, as in {@code {bcrypt}…}
     * @param credentialVersion rises with every change of the password
     */
    record Credentials(UUID userId, String passwordHash, int credentialVersion) {

        public UserId id() {
            return new UserId(userId);
        }
    }
}
