package io.compliancecenter.security;

import io.compliancecenter.organization.UserId;
import io.compliancecenter.organization.Users;
import io.compliancecenter.organization.Users.Credentials;
import java.time.Clock;
import java.util.UUID;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Finds users for the sign-in.
 *
 * <p>For an unknown e-mail address it gives a user whom no password lets in, with a hash that is as slow to check as the
 * hashes of this installation's users, so that the time of the answer does not tell who is known.
 */
@Component
class UserDirectory implements UserDetailsService {

    private static final UserId NOBODY = new UserId(new UUID(0, 0));

    private final Users users;
    private final String hashWhereThereAreNoUsers;
    private final Clock clock;

    UserDirectory(Users users, PasswordEncoder passwords, Clock clock) {
        this.users = users;
        this.hashWhereThereAreNoUsers = passwords.encode(UUID.randomUUID().toString());
        this.clock = clock;
    }

    @Override
    public UserDetails loadUserByUsername(String email) {
        // Both are asked in any case, for the same time.
        String decoy = users.sampleOfPasswordHash().orElse(hashWhereThereAreNoUsers);
        return users.findByEmail(email).map(this::known).orElseGet(() -> unknown(email, decoy));
    }

    private SignedInUser known(Credentials user) {
        return new SignedInUser(
                user.id(), user.email(), user.passwordHash(), user.credentialVersion(), clock.instant(), true);
    }

    private SignedInUser unknown(String email, String decoy) {
        return new SignedInUser(NOBODY, email, decoy, 0, clock.instant(), false);
    }
}
