package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.support.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Ed25519 public keys (RFC 8410) in PEM. */
public final class PublicKeys {

    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----\n";
    private static final String END = "\n-----END PUBLIC KEY-----\n";

    private PublicKeys() {}

    /** @param der the key's SubjectPublicKeyInfo */
    public static String pem(byte[] der) {
        return BEGIN + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + END;
    }

    /**
     * A key's fingerprint: the SHA-256 of its DER form, in lower-case hexadecimal.
     *
     * @throws IllegalArgumentException if the text is not the PEM form of an Ed25519 public key
     */
    public static String sha256(String pem) {
        return Sha256.of(key(pem).getEncoded());
    }

    /** Whether the key signed the checkpoint's text, and is the one that the checkpoint names. */
    public static boolean verifies(String pem, CheckpointBody body, byte[] signature) {
        try {
            PublicKey key = key(pem);
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(body.text().getBytes(StandardCharsets.US_ASCII));
            return Sha256.of(key.getEncoded()).equals(body.keySha256())
                    && pem(key.getEncoded()).equals(pem)
                    && verifier.verify(signature);
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            return false;
        }
    }

    private static PublicKey key(String pem) {
        String text = pem.replace("\r\n", "\n").strip() + '\n';
        if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
            throw new IllegalArgumentException("It is not a public key in PEM form");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(text.substring(BEGIN.length(), text.length() - END.length()));
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException wrong) {
            throw new IllegalArgumentException("It is not an Ed25519 public key", wrong);
        }
    }
}
