package io.compliancecenter.security;

import io.compliancecenter.organization.User;
import io.compliancecenter.organization.UserId;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Delays sign-ins after failed attempts, longer with each failure. The database counts for all instances;
 * docs/security-model.md describes how. No entity has these counts, because only the functions can read them. Each call is one statement, which commits by itself.
 */
public interface SignInDelays extends Repository<User, UserId> {

    /**
     * Begins an attempt, which counts as failed unless it is completed or withdrawn.
     *
     * @param account an e-mail address in lower case, whether or not there is such a user; empty if it is no address
     * @param client its IP address
     * @return the seconds to wait before the next attempt; zero if this one may go on
     */
    @Query(value = "select begin_sign_in(:account, cast(:client as inet))", nativeQuery = true)
    int begin(String account, String client);

    /** The password was correct. */
    @Query(value = "select 1 from complete_sign_in(:account, cast(:client as inet))", nativeQuery = true)
    int complete(String account, String client);

    /** The attempt had no result, so it does not count. */
    @Query(value = "select 1 from withdraw_sign_in(:account, cast(:client as inet))", nativeQuery = true)
    int withdraw(String account, String client);
}
