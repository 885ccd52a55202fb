package io.compliancecenter.publishing.folder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

class PasswordHashesTest {

    @Test
    void hashesThatCanBeCheckedAreTaken() {
        assertThat(PasswordHashes.accept("{bcrypt}" + new BCryptPasswordEncoder().encode("x")))
                .isTrue();
        assertThat(PasswordHashes.accept("{argon2}"
                        + Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode("x")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "{noop}secret",
                "{bcrypt}",
                "{bcrypt}secret",
                // one character short
                "{bcrypt}$2a$10$ftX4b1WPSH/KIEJECSHhcODcO2ypEQb4vBdt2Y.GTpLFhrGX0xjo",
                // too quick to guess, and too slow to check
                "{bcrypt}$2a$04$ftX4b1WPSH/KIEJECSHhcODcO2ypEQb4vBdt2Y.GTpLFhrGX0xjo.",
                "{bcrypt}$2a$31$ftX4b1WPSH/KIEJECSHhcODcO2ypEQb4vBdt2Y.GTpLFhrGX0xjo.",
                "{argon2}$argon2id$v=19$m=16384,t=2,p=1$c2FsdHNhbHRzYWx0$",
                "{argon2}$argon2id$v=19$m=16384,t=2,p=1$c2FsdHNhbHRzYWx0$c2hvcnQ",
                "{argon2}$argon2id$v=19$m=16384,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoa",
                "{argon2}$argon2id$v=19$m=999999999,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNo",
                "{argon2}$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNo",
            })
    void whatIsNoSuchHashIsRefused(String hash) {
        assertThat(PasswordHashes.accept(hash)).isFalse();
    }
}
