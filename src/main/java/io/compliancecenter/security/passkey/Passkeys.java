package io.compliancecenter.security.passkey;

import io.compliancecenter.organization.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * The passkeys of all users. The application's role reads those of the current user; functions of the database do the rest, and
 * check who acts.
 */
interface Passkeys extends Repository<Passkey, byte[]> {

    /** Those of the current user, in the order in which they were added. */
    List<Passkey> findByUserOrderByCreatedAtAscCredentialIdAsc(UserId user);

    /** Whether the user may have passkeys here: not if they sign in at their provider. */
    @Query("select u.source <> PROVIDER from User u where u.id = :user")
    boolean mayHave(UserId user);

    /**
     * A new challenge. Nothing is stored.
     *
     * @param boundTo who may answer it, and for what
     */
    @NativeQuery("select new_passkey_challenge(:boundTo)")
    byte[] newChallenge(String boundTo);

    /** The current user's handle, which authenticators keep. */
    @NativeQuery("select passkey_handle()")
    byte[] findHandle();

    /**
     * Adds a passkey for the current user.
     *
     * @param strong whether they have signed in by passkey or with a second factor
     * @param tokenHash of the mailed link that they have followed
     */
    @NativeQuery(
            "select 1 from add_passkey(:challenge, :credential, :attestation, :signatureCount, :transports, :label, :language,"
                    + " :strong, :tokenHash)")
    int add(
            byte[] challenge,
            byte[] credential,
            byte[] attestation,
            long signatureCount,
            String transports,
            String label,
            String language,
            boolean strong,
            byte @Nullable [] tokenHash);

    /** Whether the current user works at the desk and has no passkey: the first one needs a mailed link, or a strong sign-in. */
    @NativeQuery("select needs_passkey_link()")
    boolean needsLink();

    @NativeQuery("select 1 from mail_passkey_link(:language)")
    int mailLink(String language);

    @NativeQuery("select 1 from rename_passkey(decode(:id, 'hex'), :label)")
    int rename(String id, String label);

    @NativeQuery("select 1 from remove_passkey(decode(:id, 'hex'), :language)")
    int remove(String id, String language);

    /** The invited address; empty unless an open invitation has a link with that token. */
    @NativeQuery("select email from find_invitation(:tokenHash) where state = 'OPEN'")
    Optional<String> findInvitedAddress(byte[] tokenHash);

    /** Accepts an invitation with a new account that has a passkey and no password. */
    @NativeQuery("""
            select user_id, credential_version, slug
              from accept_invitation_with_passkey(:tokenHash, :name, :challenge, :handle, :credential, :attestation,
                                                  :signatureCount, :transports, :label)
            """)
    JoinedUser join(
            byte[] tokenHash,
            String name,
            byte[] challenge,
            byte[] handle,
            byte[] credential,
            byte[] attestation,
            long signatureCount,
            String transports,
            String label);

    /** The passkey of a user who may sign in with it. */
    @NativeQuery("""
            select user_id, credential_version, handle, attestation_object, signature_count, transports
              from find_passkey(:credential)
            """)
    Optional<KnownPasskey> find(byte[] credential);

    /** Takes the answer to a challenge; each challenge and each value of the passkey's counter counts once. */
    @NativeQuery("select 1 from use_passkey(:challenge, :browser, :credential, :signatureCount)")
    int use(byte[] challenge, String browser, byte[] credential, long signatureCount);

    /**
     * A passkey that somebody signs in with.
     *
     * @param handle of its user
     * @param attestationObject from when it was made, with its public key
     * @param transports with spaces between them
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record KnownPasskey(
            UUID userId,
            int credentialVersion,
            byte[] handle,
            byte[] attestationObject,
            long signatureCount,
            String transports) {}

    /** @param slug of the Organization that they joined */
    record JoinedUser(UUID userId, int credentialVersion, String slug) {}
}
