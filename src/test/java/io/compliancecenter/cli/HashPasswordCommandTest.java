package io.compliancecenter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

class HashPasswordCommandTest {

    @Test
    void theHashIsOneThatOrganizationsYamlTakes() {
        String hash = HashPasswordCommand.hash("correct horse battery staple");

        assertThat(hash).matches("\\{bcrypt}\\$2[ab]\\$10\\$[./A-Za-z0-9]{53}");
        assertThat(new BCryptPasswordEncoder().matches("correct horse battery staple", hash.replace("{bcrypt}", "")))
                .isTrue();
    }

    @Test
    void aPasswordThatBcryptWouldShortenIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> HashPasswordCommand.hash("ä".repeat(37)));
        assertThatIllegalArgumentException().isThrownBy(() -> HashPasswordCommand.hash(""));
    }
}
