package io.compliancecenter.security.password;

import io.compliancecenter.security.SignInBusyException;
import io.compliancecenter.security.SignInDelayedException;
import io.compliancecenter.support.ClientInfo;
import org.springframework.stereotype.Component;

/** Asks a user who is signed in for their password once more. Wrong ones are delayed as at sign-in. */
@Component
public class PasswordConfirmation {

    private final PasswordSignIn signIn;

    PasswordConfirmation(PasswordSignIn signIn) {
        this.signIn = signIn;
    }

    /**
     * How it ended.
     *
     * @param correct whether it is the user's password
     * @param secondsToWait until the next attempt; zero if the password was checked
     */
    public record Result(boolean correct, int secondsToWait) {}

    /**
     * Checks a password.
     *
     * @param email the user's address
     * @param browser that the request comes from
     * @throws NewPasswords.BusyException if too many others sign in or set passwords
     */
    public Result confirm(String email, String password, ClientInfo browser) {
        try {
            return new Result(signIn.check(email, password, browser).isPresent(), 0);
        } catch (SignInDelayedException delayed) {
            return new Result(false, delayed.seconds());
        } catch (SignInBusyException busy) {
            throw new NewPasswords.BusyException(busy);
        }
    }
}
