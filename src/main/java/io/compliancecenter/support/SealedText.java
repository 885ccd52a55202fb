package io.compliancecenter.support;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor.CipherAlgorithm;
import org.springframework.security.crypto.keygen.KeyGenerators;

/**
 * Encrypts what a browser keeps or carries (AES-GCM), with a secret that comes back with it by another way. So it says nothing by itself,
 * cannot be changed, and no instance needs a key.
 */
public final class SealedText {

    private static final int MAX_LENGTH = 4_000;

    private static final int IV_BYTES = 16;

    private SealedText() {}

    /**
     * Encrypts.
     *
     * @param secret random, and known for this purpose only by what it begins with
     * @return letters, digits, hyphens and underscores
     */
    public static String seal(byte[] content, String secret) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(cipher(secret).encrypt(content));
    }

    /** The content; empty if it was sealed with another secret, or was changed. */
    public static Optional<byte[]> open(String sealed, String secret) {
        if (sealed.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(sealed);
            return bytes.length > IV_BYTES ? Optional.of(cipher(secret).decrypt(bytes)) : Optional.empty();
        } catch (IllegalArgumentException | IllegalStateException notSealedWithIt) {
            return Optional.empty();
        }
    }

    private static AesBytesEncryptor cipher(String secret) {
        byte[] key = Sha256.digest().digest(secret.getBytes(StandardCharsets.UTF_8));
        return new AesBytesEncryptor(
                new SecretKeySpec(key, "AES"), KeyGenerators.secureRandom(IV_BYTES), CipherAlgorithm.GCM);
    }
}
