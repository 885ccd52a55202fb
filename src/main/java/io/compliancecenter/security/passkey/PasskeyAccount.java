package io.compliancecenter.security.passkey;

import io.compliancecenter.mail.LinkPurpose;
import io.compliancecenter.mail.LinkTokens;
import io.compliancecenter.mail.MailQueued;
import io.compliancecenter.mail.MailedLink;
import io.compliancecenter.mail.MailedLinks;
import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.UserWithMemberships;
import io.compliancecenter.security.desk.DeskSignIn;
import io.compliancecenter.security.passkey.RelyingParty.NewPasskey;
import io.compliancecenter.security.passkey.RelyingParty.PasskeyUser;
import io.compliancecenter.security.session.UserSessions;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The passkeys of the current user's account. */
@Service
class PasskeyAccount {

    private final Passkeys passkeys;
    private final RelyingParty relyingParty;

    private final DeskSignIn desk;
    private final MailedLinks links;
    private final UserSessions sessions;
    private final ApplicationEventPublisher events;

    PasskeyAccount(
            Passkeys passkeys,
            RelyingParty relyingParty,
            DeskSignIn desk,
            MailedLinks links,
            UserSessions sessions,
            ApplicationEventPublisher events) {
        this.passkeys = passkeys;
        this.relyingParty = relyingParty;
        this.desk = desk;
        this.links = links;
        this.sessions = sessions;
        this.events = events;
    }

    /** Whether they may have passkeys here: not if they sign in at their provider. */
    @Transactional(readOnly = true)
    public boolean mayHave(UserWithMemberships user) {
        return passkeys.mayHave(user.id());
    }

    @Transactional(readOnly = true)
    public List<Passkey> list(UserWithMemberships user) {
        return passkeys.findByUserOrderByCreatedAtAscCredentialIdAsc(user.id());
    }

    /** What a browser needs to make another passkey, as JSON. */
    @Transactional
    public String options(UserWithMemberships user) {
        List<byte[]> known = list(user).stream().map(Passkey::credentialId).toList();
        PasskeyUser owner = owner(user);
        return relyingParty.creationOptions(passkeys.newChallenge("add " + user.id()), owner, known);
    }

    /**
     * Adds a passkey, and tells the user by mail.
     *
     * @param link the token of the mailed link that the user has followed; null if they followed none
     * @param language of the mail
     * @throws PasskeyRefusedException if the answer is not valid
     */
    @Transactional
    public void add(UserWithMemberships user, String answer, String label, @Nullable String link, Locale language) {
        NewPasskey made = relyingParty.verifyNew(answer, owner(user), label);
        passkeys.add(
                made.challenge(),
                made.credential(),
                made.attestation(),
                made.signatureCount(),
                made.transports(),
                label,
                language.toLanguageTag(),
                isStrong(),
                link == null ? null : LinkTokens.hash(link));
        events.publishEvent(new MailQueued());
    }

    /** Whether the current user works at the desk, and the first passkey needs a mailed link. */
    @Transactional(readOnly = true)
    public boolean needsLink() {
        return !isStrong() && passkeys.needsLink();
    }

    @Transactional
    public void mailLink(Locale language) {
        passkeys.mailLink(language.toLanguageTag());
        events.publishEvent(new MailQueued());
    }

    /** Whether the user can add a passkey by the mailed link with that token. */
    @Transactional(readOnly = true)
    public boolean isUsable(UserWithMemberships user, String link) {
        return links.find(link, LinkPurpose.DESK_PASSKEY)
                .filter(found -> found.state() == MailedLink.State.VALID
                        && found.subjectId().equals(user.id().value()))
                .isPresent();
    }

    private boolean isStrong() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                && authentication.getPrincipal() instanceof CurrentUser user
                && desk.isStrong(user.signIn());
    }

    private PasskeyUser owner(UserWithMemberships user) {
        return new PasskeyUser(passkeys.findHandle(), user.email(), user.name());
    }

    @Transactional
    public void rename(String id, String label) {
        passkeys.rename(id, label);
    }

    /**
     * Removes a passkey, unless the user could not sign in any more, and tells them by mail. Sessions do not know by which passkey
     * they began, so all others of the user end.
     *
     * @param session id of the current session
     * @param language of the mail
     */
    @Transactional
    public void remove(UserWithMemberships user, String id, String session, Locale language) {
        passkeys.remove(id, language.toLanguageTag());
        sessions.endOthers(user.id(), session);
        events.publishEvent(new MailQueued());
    }
}
