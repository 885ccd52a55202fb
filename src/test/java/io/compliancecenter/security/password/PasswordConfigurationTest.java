package io.compliancecenter.security.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordConfigurationTest {

    // The applications of other tests have an encoder of their own.
    @Test
    void aNewPasswordIsHashedByBcryptWithTheCostOfSpringSecurity() {
        assertThat(PasswordConfiguration.passwordEncoder().encode("violet harbour canyon"))
                .startsWith("{bcrypt}$2a$10$");
    }
}
