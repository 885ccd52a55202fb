package io.compliancecenter.evidence.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.evidence.EntryHeader;
import io.compliancecenter.evidence.bundle.BundleFile;
import io.compliancecenter.evidence.bundle.BundleSample;
import io.compliancecenter.evidence.checkpoint.CheckpointBody;
import io.compliancecenter.evidence.checkpoint.PublicKeys;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody changes of the checkpoints in a bundle is named. Which of the checks in BundleVerification is by its words. */
class CheckpointForgeryIT extends BundleSample {

    private final SoftAssertions softly = new SoftAssertions();

    Tenant stranger;
    byte[] bundle;
    Map<String, byte[]> strangers;

    /** Two checkpoints over the chain, the second over a stranger's as well. */
    @BeforeEach
    void sign() throws Exception {
        checkpointing.run();
        actors.adminOf(tenant).permit(issued, "5 minutes");
        stranger = fixtures.organization();
        actors.adminOf(stranger).permit(issued, "5 minutes");
        checkpointing.run();
        bundle = ofPeriod("");
        strangers = unpack(bytes(
                new Client(port).signIn(stranger.admin().email(), Fixtures.PASSWORD),
                stranger.path("/activity/bundle.zip")));
        assertThat(verify(bundle).problems()).isEmpty();
    }

    @Test
    void everyForgeryOfACheckpointIsNamed() throws Exception {
        name("its signature was not made with its key", files -> flip(files, last(files, ".sig")));
        name("its key is missing", files -> files.keySet().removeIf(name -> name.startsWith("keys/")));
        name(
                "its file has the name of another checkpoint",
                files -> swap(files, first(files, "checkpoints/", ".txt"), last(files, "checkpoints/", ".txt")));
        name(
                "is not a checkpoint in canonical form",
                files -> edit(files, last(files, "checkpoints/", ".txt"), "tree-size: ", "tree-size: 0"));
        name("its timestamp is not valid", files -> files.put(timestamp(files), new byte[] {1}));
        name("belongs to no readable checkpoint", files -> files.put("proofs/9999999999.txt", new byte[0]));
        name("is a key that signed no checkpoint", files -> files.put("keys/" + "0".repeat(64) + ".pem", new byte[0]));
        softly.assertAll();
    }

    @Test
    void everyForgeryOfAProofIsNamed() throws Exception {
        String proof = last(unpack(bundle), "proofs/", ".txt");
        String leaf = last(unpack(bundle), "proofs/", ".leaf");
        name("its proof is not", files -> files.remove(proof));
        name("its proof starts with another leaf", files -> flip(files, leaf));
        name(
                "its proof does not lead to its root",
                files -> edit(files, proof, "[0-9a-f]{64}\n$", "0".repeat(64) + "\n"));
        name("its proof does not lead to its root", files -> edit(files, proof, "checkpoint: ", "checkpoint: 1"));
        name("its proof is for another chain", files -> {
            files.put(proof, strangers.get(proof));
            files.put(leaf, strangers.get(leaf));
        });
        name("is not the entry that checkpoint", files -> rewriteLastEntry(files));
        name("the end is missing", files -> {
            files.remove(last(files, "chain/"));
            files.remove(last(files, "payloads/"));
        });
        name(
                "which is before the first entry",
                files -> files.keySet().removeIf(name -> name.matches("(chain|payloads)/000000000[1-3].*")));
        name(
                "not covered by a checkpoint yet",
                files -> files.keySet().removeIf(name -> name.matches("(checkpoints|proofs|keys)/.*")));
        softly.assertAll();
    }

    /** A key of one's own makes good signatures: only whoever knows the vendor's key can tell. */
    @Test
    void whatIsSignedWithAnotherKeyIsNamed() throws Exception {
        KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        List<String> keys = List.of(PublicKeys.pem(key.getPublic().getEncoded()));
        byte[] signedAnew = forge(bundle, files -> signAnew(files, key, true));
        softly.assertThat(verify(signedAnew).problems()).isEmpty();
        softly.assertThat(verify(signedAnew, keys).problems()).isEmpty();
        softly.assertThat(verify(bundle, keys).problems())
                .anyMatch(fault -> fault.contains("was signed with another key than the vendor's"));
        name("does not follow checkpoint", files -> signAnew(files, key, false));
        softly.assertAll();
    }

    private void name(String fault, Consumer<Map<String, byte[]>> forgery) throws IOException {
        softly.assertThat(forged(bundle, forgery)).as(fault).anyMatch(found -> found.contains(fault));
    }

    private static String timestamp(Map<String, byte[]> files) {
        return last(files, "checkpoints/", ".txt").replace(".txt", ".tst");
    }

    private static void edit(Map<String, byte[]> files, String name, String pattern, String replacement) {
        String text = new String(files.get(name), StandardCharsets.US_ASCII);
        String edited = text.replaceFirst(pattern, replacement);
        assertThat(edited).isNotEqualTo(text);
        files.put(name, edited.getBytes(StandardCharsets.US_ASCII));
    }

    /** Its content is not in the bundle then, and nothing else tells. */
    private static void rewriteLastEntry(Map<String, byte[]> files) {
        String name = last(files, "chain/");
        files.remove(last(files, "payloads/"));
        EntryHeader old = EntryHeader.parse(new String(files.get(name), StandardCharsets.UTF_8));
        EntryHeader anew = new EntryHeader(
                old.chain(), old.sequence(), old.recordedAt(), old.kind(), old.previousHash(), "0".repeat(64));
        files.put(name, anew.text().getBytes(StandardCharsets.UTF_8));
    }

    /** @param linked whether each checkpoint names the one before, where that is in the bundle */
    private static void signAnew(Map<String, byte[]> files, KeyPair key, boolean linked) {
        String pem = PublicKeys.pem(key.getPublic().getEncoded());
        files.keySet().removeIf(name -> name.startsWith("keys/"));
        files.put(BundleFile.key(PublicKeys.sha256(pem)), pem.getBytes(StandardCharsets.US_ASCII));
        String previous = "0".repeat(64);
        for (String name : names(files, "checkpoints/", ".txt")) {
            CheckpointBody old = CheckpointBody.parse(new String(files.get(name), StandardCharsets.US_ASCII));
            CheckpointBody anew = new CheckpointBody(
                    old.number(), old.time(), old.treeSize(), old.root(), previous, PublicKeys.sha256(pem));
            files.put(name, anew.text().getBytes(StandardCharsets.US_ASCII));
            files.put(BundleFile.signature(old.number()), sign(anew, key));
            previous = linked
                    ? anew.sha256()
                    : UUID.randomUUID().toString().replace("-", "").repeat(2);
        }
    }

    private static byte[] sign(CheckpointBody body, KeyPair key) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key.getPrivate());
            signature.update(body.text().getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
