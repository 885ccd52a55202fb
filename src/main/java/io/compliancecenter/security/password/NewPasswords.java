package io.compliancecenter.security.password;

import io.compliancecenter.security.SignInBusyException;
import io.compliancecenter.security.password.PasswordChecks.Slot;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Hashes passwords that people choose, a limited number at a time. */
@Component
public class NewPasswords {

    /** bcrypt takes no more. */
    private static final int BCRYPT_BYTES = 72;

    private final PasswordEncoder passwords;
    private final PasswordEncoder longPasswords = new DelegatingPasswordEncoder(
            "argon2", Map.of("argon2", Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8()));
    private final PasswordChecks checks;

    NewPasswords(PasswordEncoder passwords, PasswordChecks checks) {
        this.passwords = passwords;
        this.checks = checks;
    }

    /**
     * The hash to store.
     *
     * @throws BusyException if too many others sign in or set passwords
     */
    public String hash(String password) {
        // As it is compared at sign-in
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        String text = new String(bytes, StandardCharsets.UTF_8);
        try (Slot slot = checks.acquire()) {
            PasswordEncoder encoder = bytes.length <= BCRYPT_BYTES ? passwords : longPasswords;
            return String.valueOf(encoder.encode(text));
        } catch (SignInBusyException busy) {
            throw new BusyException(busy);
        }
    }

    /** Too many others sign in or set passwords. */
    @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
    public static final class BusyException extends RuntimeException {

        private static final long serialVersionUID = 1;

        BusyException(Throwable cause) {
            super(cause);
        }
    }
}
