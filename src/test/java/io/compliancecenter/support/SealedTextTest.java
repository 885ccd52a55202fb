package io.compliancecenter.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class SealedTextTest {

    private static final String SECRET = "a secret";

    private final String sealed = SealedText.seal("A text of more than one block".getBytes(UTF_8), SECRET);

    @Test
    void comesBackWithItsSecretOnly() {
        assertThat(SealedText.open(sealed, SECRET)).hasValue("A text of more than one block".getBytes(UTF_8));
        assertThat(SealedText.open(sealed, "another secret")).isEmpty();
    }

    // CipherAlgorithm.GCM
    @Test
    void noByteCanBeChanged() {
        byte[] bytes = Base64.getUrlDecoder().decode(sealed);
        for (int at = 0; at < bytes.length; at++) {
            byte[] changed = bytes.clone();
            changed[at] ^= 1;
            assertThat(SealedText.open(Base64.getUrlEncoder().encodeToString(changed), SECRET))
                    .as("byte %d", at)
                    .isEmpty();
        }
    }
}
