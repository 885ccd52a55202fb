package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.support.PrivateFiles;
import io.compliancecenter.support.Sha256;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** An Ed25519 key (RFC 8410) that signs checkpoints. */
public final class SigningKey {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private final PrivateKey key;
    private final byte[] publicKey;

    private SigningKey(PrivateKey key, byte[] publicKey) {
        this.key = key;
        this.publicKey = publicKey;
    }

    /**
     * Reads a key as {@code openssl genpkey -algorithm ed25519} writes it.
     *
     * @throws SigningKeyException if there is none that can be used, or if others can read it
     */
    public static SigningKey read(Path file) {
        try {
            String pem = Files.readString(file, StandardCharsets.US_ASCII);
            if (PrivateFiles.isOpenToOthers(file)) {
                throw new SigningKeyException(
                        "The signing key %s is open to other users of the machine.".formatted(file), null);
            }
            return parse(pem);
        } catch (NoSuchFileException missing) {
            throw new SigningKeyException("There is no signing key %s.".formatted(file), missing);
        } catch (CharacterCodingException | IllegalArgumentException wrong) {
            throw new SigningKeyException(
                    "The signing key %s is not an Ed25519 private key, PKCS #8 in PEM form.".formatted(file), wrong);
        } catch (IOException unreadable) {
            throw new SigningKeyException("The signing key %s cannot be read.".formatted(file), unreadable);
        }
    }

    /** Makes a new key. */
    public static String generate() {
        try {
            byte[] der = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            return BEGIN + '\n' + Base64.getEncoder().encodeToString(der) + '\n' + END + '\n';
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws IllegalArgumentException if the text is not the PEM form of an Ed25519 private key */
    public static SigningKey parse(String pem) {
        String text = pem.strip();
        if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
            throw new IllegalArgumentException("not PKCS #8 in PEM form");
        }
        byte[] der = Base64.getMimeDecoder().decode(text.substring(BEGIN.length(), text.length() - END.length()));
        try {
            // The JDK does not tell the public half of a private key.
            if (PrivateKeyFactory.createKey(der) instanceof Ed25519PrivateKeyParameters ed25519) {
                return new SigningKey(
                        KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der)),
                        SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(ed25519.generatePublicKey())
                                .getEncoded());
            }
        } catch (IOException | GeneralSecurityException | RuntimeException malformed) {
            throw new IllegalArgumentException("not a private key", malformed);
        }
        throw new IllegalArgumentException("not an Ed25519 key");
    }

    /** The public half's SubjectPublicKeyInfo, in DER. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** What the key is known by: the SHA-256 of its public half in DER, in lower-case hexadecimal. */
    String sha256() {
        return Sha256.of(publicKey);
    }

    /** Signs the checkpoint's text: 64 bytes. */
    public byte[] sign(CheckpointBody body) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(body.text().getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
