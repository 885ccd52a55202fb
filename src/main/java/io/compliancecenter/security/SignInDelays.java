package io.compliancecenter.security;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Delays sign-ins after failed attempts, longer with each failure. The database counts for all instances;
 * docs/security-model.md describes how.
 */
@Repository
class SignInDelays {

    private final JdbcClient database;

    SignInDelays(JdbcClient database) {
        this.database = database;
    }

    /**
     * Begins an attempt, which counts as failed unless it is completed or withdrawn.
     *
     * @param account an e-mail address in lower case, whether or not there is such a user; empty if it is no address
     * @param client its IP address
     * @return how long to wait before the next attempt; zero if this one may go on
     */
    Duration begin(String account, String client) {
        return Duration.ofSeconds(database.sql("select begin_sign_in(:account, cast(:client as inet))")
                .param("account", account)
                .param("client", client)
                .query(Long.class)
                .single());
    }

    /** The password was correct. */
    void complete(String account, String client) {
        call("select complete_sign_in(:account, cast(:client as inet))", account, client);
    }

    /** The attempt had no result, so it does not count. */
    void withdraw(String account, String client) {
        call("select withdraw_sign_in(:account, cast(:client as inet))", account, client);
    }

    private void call(String function, String account, String client) {
        database.sql(function)
                .param("account", account)
                .param("client", client)
                .query((row, number) -> "")
                .single();
    }
}
