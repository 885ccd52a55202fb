package io.compliancecenter.security;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Makes whoever guesses passwords wait longer and longer. The database counts, so that all instances agree; the scheme is in
 * the migration {@code V21__sign_in_delays.sql}, and in docs/security-model.md.
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

    /** The password was right. */
    void complete(String account, String client) {
        call("select complete_sign_in(:account, cast(:client as inet))", account, client);
    }

    /** The attempt could not be decided, and must not count. */
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
