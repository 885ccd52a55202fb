package io.compliancecenter.security.provider;

import io.compliancecenter.support.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor.CipherAlgorithm;
import org.springframework.security.crypto.keygen.KeyGenerators;

/**
 * Encrypts what a browser keeps on the way to a provider and back, with the state of that sign-in as the key. The state comes back
 * in the address, so neither what the browser stores nor what the provider knows says anything by itself, and no instance needs a key.
 */
final class SealedCookie {

    private static final int MAX_LENGTH = 4_000;

    private static final int IV_BYTES = 16;

    private SealedCookie() {}

    static String seal(byte[] content, String state) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(cipher(state).encrypt(content));
    }

    /** The content; empty if it was sealed with another state, or was changed. */
    static Optional<byte[]> open(String sealed, String state) {
        if (sealed.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(sealed);
            return bytes.length > IV_BYTES ? Optional.of(cipher(state).decrypt(bytes)) : Optional.empty();
        } catch (IllegalArgumentException | IllegalStateException notSealedWithIt) {
            return Optional.empty();
        }
    }

    private static AesBytesEncryptor cipher(String state) {
        byte[] key = Sha256.digest().digest(("sign-in " + state).getBytes(StandardCharsets.UTF_8));
        return new AesBytesEncryptor(
                new SecretKeySpec(key, "AES"), KeyGenerators.secureRandom(IV_BYTES), CipherAlgorithm.GCM);
    }
}
