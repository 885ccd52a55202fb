package io.compliancecenter.security;

import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.SignIn;
import io.compliancecenter.organization.UserId;
import io.compliancecenter.security.session.SessionSignIn;
import io.compliancecenter.support.ClientInfo;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** How the users of sessions signed in. The database writes the entry of the user's record in the same statement. */
public interface SignInRecords extends Repository<SessionSignIn, String> {

    /** Fails if the session is not the user's, or the provider has ended it meanwhile. */
    @Query(nativeQuery = true, value = """
            select 1 from record_sign_in(:session, :user, :method, :issuer, :subject, :sid, :authenticatedAt, :acr, :amr,
                                         cast(:client as inet), :userAgent)
            """)
    int record(
            String session,
            UUID user,
            String method,
            @Nullable String issuer,
            @Nullable String subject,
            @Nullable String sid,
            @Nullable Instant authenticatedAt,
            @Nullable String acr,
            @Nullable String amr,
            String client,
            String userAgent);

    /**
     * Records a sign-in.
     *
     * @param session id of the session, which is saved already
     */
    default void record(String session, UserId user, SignIn signIn, String client, String userAgent) {
        SignIn.Provider provider = signIn.provider();
        record(
                session,
                user.value(),
                signIn.method().code(),
                provider == null ? null : provider.issuer(),
                provider == null ? null : provider.subject(),
                provider == null ? null : provider.sid(),
                signIn.authenticatedAt(),
                provider == null ? null : provider.acr(),
                provider == null ? null : provider.amrText(),
                client,
                userAgent);
    }

    /**
     * Records a failed sign-in in the record of the user. It takes as long for an unknown user, of whom nothing is recorded.
     *
     * @param user id of the user; empty if there is no such user
     */
    @Query(nativeQuery = true, value = """
            select 1 from record_failed_sign_in(cast(nullif(:user, '') as uuid), :method, cast(:client as inet), :userAgent)
            """)
    int recordFailure(String user, String method, String client, String userAgent);

    /**
     * Records that the provider has confirmed a session, under the id that it has there now. Fails if the provider has ended it
     * meanwhile.
     */
    @Query(nativeQuery = true, value = "select 1 from confirm_sign_in(:session, :user, :issuer, :subject, :sid)")
    int confirm(String session, UUID user, String issuer, String subject, @Nullable String sid);

    /** Records that the request's session was confirmed; it ends if that fails. */
    default void confirm(HttpServletRequest request, CurrentUser user) {
        HttpSession session = Objects.requireNonNull(request.getSession(false));
        SignIn.Provider provider = Objects.requireNonNull(user.signIn().provider());
        try {
            confirm(session.getId(), user.id().value(), provider.issuer(), provider.subject(), provider.sid());
        } catch (RuntimeException notConfirmed) {
            session.invalidate();
            throw notConfirmed;
        }
    }

    /** Records the sign-in of the request's session, which ends if that fails. */
    default void record(HttpServletRequest request, CurrentUser user) {
        HttpSession session = Objects.requireNonNull(request.getSession(false));
        try {
            ClientInfo client = ClientInfo.of(request);
            record(session.getId(), user.id(), user.signIn(), client.address().getHostAddress(), client.userAgent());
        } catch (RuntimeException notRecorded) {
            session.invalidate();
            throw notRecorded;
        }
    }
}
