package io.compliancecenter.account;

import io.compliancecenter.organization.User;
import io.compliancecenter.organization.UserId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** What users may see and change of their own accounts. The functions check whose account it is, and write the entries. */
interface Accounts extends Repository<User, UserId> {

    /** The account of the transaction's user; empty if they were retired. */
    @NativeQuery("select name, email, source, has_password, provider from own_account()")
    Optional<OwnAccount> findOwn();

    /**
     * Asks for mail about a forgotten password.
     *
     * @param email in lower case; empty if it cannot be an address
     * @return the seconds to wait before that is possible; zero if it was done
     */
    @NativeQuery("select request_password(:email, cast(:client as inet), :locale)")
    int requestPassword(String email, String client, String locale);

    /** Queues mail for all who have asked. Only for the role that works in the background. */
    @NativeQuery("select 1 from answer_password_requests()")
    int answerPasswordRequests();

    /** Sets a new password by a link, and ends all sessions of the user. */
    @NativeQuery("select set_password_by_link(:tokenHash, :passwordHash, :locale)")
    UUID setPasswordByLink(byte[] tokenHash, String passwordHash, String locale);

    /** Changes the name of the transaction's user, if their account is kept here. */
    @NativeQuery("select 1 from change_own_name(:name)")
    int changeOwnName(String name);

    /**
     * Sets the password of the transaction's user.
     *
     * @param credentialVersion of the present password
     * @return that of the new one
     */
    @NativeQuery("select set_own_password(:credentialVersion, :passwordHash, :locale)")
    int setOwnPassword(int credentialVersion, String passwordHash, String locale);

    /**
     * An account.
     *
     * @param source {@code FILES}, {@code PROVIDER} or {@code INVITATION}
     * @param provider through which the user can sign in, as people know it; null without one
     */
    record OwnAccount(
            String name,
            String email,
            String source,
            boolean hasPassword,
            @Nullable String provider) {}
}
