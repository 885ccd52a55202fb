package io.compliancecenter.security.passkey;

import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.organization.SignIn;
import io.compliancecenter.organization.SignIn.Method;
import io.compliancecenter.organization.UserId;
import io.compliancecenter.security.SignInDelayedException;
import io.compliancecenter.security.SignInDelays;
import io.compliancecenter.security.SignInLog;
import io.compliancecenter.security.SignInRecords;
import io.compliancecenter.security.SignedInUser;
import io.compliancecenter.security.passkey.Passkeys.KnownPasskey;
import io.compliancecenter.security.passkey.RelyingParty.VerifiedUse;
import io.compliancecenter.support.ClientInfo;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.stereotype.Component;

/**
 * Signs users in with a passkey. The passkey names its user, so that nothing has to be typed.
 *
 * <p>Fails with a {@link PasskeyRefusedException} whatever is wrong with the answer, and with a {@link SignInDelayedException}
 * after too many failures. Exceptions of the database are passed on.
 */
@Component
class PasskeySignIn {

    private final Passkeys passkeys;
    private final RelyingParty relyingParty;
    private final SignInDelays delays;
    private final SignInRecords records;
    private final SignInLog log;
    private final Clock clock;

    PasskeySignIn(
            Passkeys passkeys,
            RelyingParty relyingParty,
            SignInDelays delays,
            SignInRecords records,
            SignInLog log,
            Clock clock) {
        this.passkeys = passkeys;
        this.relyingParty = relyingParty;
        this.delays = delays;
        this.records = records;
        this.log = log;
        this.clock = clock;
    }

    /** @param browser what the challenge was bound to */
    String options(String browser) {
        return relyingParty.requestOptions(passkeys.newChallenge("sign-in " + browser));
    }

    /**
     * Signs a user in.
     *
     * @param answer of the authenticator, as JSON
     */
    Authentication signIn(String answer, String browser, ClientInfo client) {
        PublicKeyCredential<AuthenticatorAssertionResponse> assertion = relyingParty.read(answer);
        String address = client.address().getHostAddress();
        // Counted like a password: for the passkey, and for the network
        String account = "passkey " + assertion.getRawId().toBase64UrlString();
        int seconds = delays.begin(account, address);
        if (seconds > 0) {
            log.passkeyDelayed(address, seconds);
            throw new SignInDelayedException(seconds);
        }
        Optional<KnownPasskey> known = Optional.empty();
        try {
            known = passkeys.find(assertion.getRawId().getBytes());
            verify(assertion, known, browser);
        } catch (PasskeyRefusedException refused) {
            log.passkeyRefused(known.map(KnownPasskey::userId).orElse(null), address, refused.getMessage());
            records.recordFailure(
                    known.map(passkey -> passkey.userId().toString()).orElse(""),
                    Method.PASSKEY.code(),
                    address,
                    client.userAgent());
            throw refused;
        } catch (RuntimeException undecided) {
            withdraw(account, address, undecided);
            throw undecided;
        }
        delays.complete(account, address);
        KnownPasskey passkey = known.orElseThrow();
        return UsernamePasswordAuthenticationToken.authenticated(
                new SignedInUser(
                        new UserId(passkey.userId()),
                        passkey.credentialVersion(),
                        SignIn.here(Method.PASSKEY, clock.instant())),
                null,
                List.of());
    }

    private void verify(
            PublicKeyCredential<AuthenticatorAssertionResponse> assertion,
            Optional<KnownPasskey> known,
            String browser) {
        VerifiedUse use = relyingParty.verify(
                assertion, known.orElseThrow(() -> new PasskeyRefusedException("the passkey is unknown")));
        try {
            passkeys.use(use.challenge(), browser, assertion.getRawId().getBytes(), use.signatureCount());
        } catch (RefusedByDatabaseException refused) {
            throw new PasskeyRefusedException(String.valueOf(refused.getMessage()), refused);
        }
    }

    private void withdraw(String account, String address, RuntimeException undecided) {
        try {
            delays.withdraw(account, address);
        } catch (RuntimeException alsoFailed) {
            undecided.addSuppressed(alsoFailed);
        }
    }
}
