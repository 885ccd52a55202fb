package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.support.PrivateFiles;
import io.compliancecenter.support.Sha256;
import io.compliancecenter.support.StartupFailureException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.openssl.PEMParser;
import org.jspecify.annotations.Nullable;

/** An Ed25519 key (RFC 8410) that signs checkpoints. */
public final class SigningKey {

    private final Ed25519PrivateKeyParameters key;
    private final byte[] publicKey;

    private SigningKey(Ed25519PrivateKeyParameters key) throws IOException {
        this.key = key;
        this.publicKey = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key.generatePublicKey())
                .getEncoded();
    }

    /**
     * Reads a key as {@code openssl genpkey -algorithm ed25519} writes it.
     *
     * @throws StartupFailureException if it is missing, unusable, or readable by others
     */
    public static SigningKey read(Path file) {
        try {
            String pem = Files.readString(file, StandardCharsets.US_ASCII);
            if (PrivateFiles.isOpenToOthers(file)) {
                throw unusable("The signing key %s is open to other users of the machine.".formatted(file), null);
            }
            return parse(pem);
        } catch (NoSuchFileException missing) {
            throw unusable("There is no signing key %s.".formatted(file), missing);
        } catch (CharacterCodingException | IllegalArgumentException wrong) {
            throw unusable(
                    "The signing key %s is not an Ed25519 private key, PKCS #8 in PEM form.".formatted(file), wrong);
        } catch (IOException unreadable) {
            throw unusable("The signing key %s cannot be read.".formatted(file), unreadable);
        }
    }

    /** The record cannot be signed as configured. */
    static StartupFailureException unusable(String sentence, @Nullable Throwable cause) {
        return new StartupFailureException(sentence, """
                Restore the directory with its key, if it had one before (compliance-center.evidence.directory, on a durable \
                volume). Otherwise make a key with "openssl genpkey -algorithm ed25519 -out signing-key.pem", give it to the \
                user that runs Compliance Center alone (chmod 600), and name it with compliance-center.evidence.signing-key. \
                Name the directory for the signed checkpoints with compliance-center.evidence.directory.""", cause);
    }

    /** Makes a new key. */
    public static String generate() {
        try {
            byte[] der = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                    .formatted(Base64.getEncoder().encodeToString(der));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws IllegalArgumentException if the text is not the PEM form of an Ed25519 private key */
    public static SigningKey parse(String pem) {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            if (parser.readObject() instanceof PrivateKeyInfo info
                    && PrivateKeyFactory.createKey(info) instanceof Ed25519PrivateKeyParameters ed25519) {
                return new SigningKey(ed25519);
            }
        } catch (IOException | RuntimeException malformed) {
            throw new IllegalArgumentException("not a private key", malformed);
        }
        throw new IllegalArgumentException("not an Ed25519 private key");
    }

    /** The public half's SubjectPublicKeyInfo, in DER. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** The key's fingerprint: the SHA-256 of its public half in DER, in lower-case hexadecimal. */
    String sha256() {
        return Sha256.of(publicKey);
    }

    /** Signs the checkpoint's text: 64 bytes. */
    public byte[] sign(CheckpointBody body) {
        byte[] text = body.text().getBytes(StandardCharsets.US_ASCII);
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, key);
        signer.update(text, 0, text.length);
        return signer.generateSignature();
    }
}
