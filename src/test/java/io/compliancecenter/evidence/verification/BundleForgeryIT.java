package io.compliancecenter.evidence.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.evidence.EntryHeader;
import io.compliancecenter.evidence.bundle.BundleFile;
import io.compliancecenter.evidence.bundle.BundleSample;
import io.compliancecenter.support.Sha256;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is changed in a bundle is found: by chance, or by somebody who knows how it is made. */
class BundleForgeryIT extends BundleSample {

    // BundleContents: checkContainer, checkSums
    @Test
    void everyChangedByteIsFound() throws Exception {
        checkpointing.run();
        byte[] bundle = ofAcceptance();
        assertThat(verify(bundle).problems()).isEmpty();
        Random random = new Random(1);
        for (int mutation = 0; mutation < 600; mutation++) {
            byte[] changed = bundle.clone();
            int at = random.nextInt(changed.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            assertThat(verify(changed).problems()).as("byte %d", at).isNotEmpty();
        }
        for (int cut = 0; cut < 100; cut++) {
            byte[] shorter = Arrays.copyOf(bundle, random.nextInt(bundle.length));
            assertThat(verify(shorter).problems()).isNotEmpty();
        }
        byte[] longer = Arrays.copyOf(bundle, bundle.length + 1);
        assertThat(verify(longer).problems()).isNotEmpty();
    }

    /** By somebody who knows the format: the list of hashes and the container are made good again. */
    // BundleVerification and EntryChain, each of their findings; those on checkpoints are in
    // CheckpointForgeryIT
    @Test
    void everyForgeryIsFoundAndNamed() throws Exception {
        actors.adminOf(tenant).permit(issued, "5 minutes");
        checkpointing.run();
        actors.adminOf(tenant).permit(issued, "5 minutes");
        checkpointing.run();
        byte[] bundle = ofPeriod("");
        assertThat(verify(bundle).problems()).isEmpty();
        Map<String, byte[]> stranger = unpack(strangersBundle());

        assertThat(forged(bundle, files -> flip(files, "payloads/0000000002.json")))
                .contains("entry 2: its content is not what was recorded");
        assertThat(forged(bundle, files -> files.remove("chain/0000000003.entry")))
                .contains("entry 4: comes after entry 2; the entries between them are missing");
        assertThat(forged(bundle, files -> swap(files, "chain/0000000002.entry", "chain/0000000003.entry")))
                .contains("entry 3: its file has the name of another entry, 'chain/0000000002.entry'");
        assertThat(forged(bundle, files -> files.put("chain/0000000003.entry", stranger.get("chain/0000000003.entry"))))
                .anyMatch(fault -> fault.startsWith("entry 3: belongs to another chain"));
        assertThat(forged(bundle, BundleForgeryIT::rewriteFromEntry2))
                .anyMatch(fault -> fault.matches("entry \\d+: is not the entry that checkpoint \\d+ covers"));
        assertThat(forged(bundle, files -> removeTail(files, 5)))
                .anyMatch(fault -> fault.contains("the end is missing"));
        assertThat(forged(bundle, files -> flip(files, first(files, "terms/"))))
                .anyMatch(fault -> fault.contains("are not those that were agreed to"));
        assertThat(forged(bundle, files -> files.remove(first(files, "terms/"))))
                .anyMatch(fault -> fault.contains("are missing"));
        assertThat(forged(bundle, files -> files.put("chain/0000000099.txt", new byte[0])))
                .anyMatch(fault -> fault.contains("does not belong in a bundle"));
    }

    @Test
    void randomForgeriesAreFoundToo() throws Exception {
        actors.adminOf(tenant).permit(issued, "5 minutes");
        checkpointing.run();
        byte[] bundle = ofPeriod("");
        Random random = new Random(2);
        for (int mutation = 0; mutation < 300; mutation++) {
            String told = "mutation " + mutation;
            assertThat(forged(bundle, files -> {
                        List<String> names = new ArrayList<>(files.keySet());
                        names.remove("README.txt");
                        String name = names.get(random.nextInt(names.size()));
                        byte[] bytes = files.get(name).clone();
                        switch (random.nextInt(4)) {
                            // A bundle may leave out what an entry says, and tells so; never the entry itself.
                            case 0 -> files.remove(name.replaceFirst("payloads/(\\d+)\\.json", "chain/$1.entry"));
                            case 1 -> {
                                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(7));
                                files.put(name, bytes);
                            }
                            case 2 -> files.put(name, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
                            default -> {
                                String other = names.get(random.nextInt(names.size()));
                                files.put(name, other.equals(name) ? new byte[0] : files.get(other));
                            }
                        }
                    }))
                    .as(told)
                    .isNotEmpty();
        }
    }

    /** As the owner of the database would: another content, and every hash after it made good. */
    private static void rewriteFromEntry2(Map<String, byte[]> files) {
        byte[] payload = new String(files.get(BundleFile.payload(2)), StandardCharsets.UTF_8)
                .replace("grantedAt", "GrantedAt")
                .getBytes(StandardCharsets.UTF_8);
        files.put(BundleFile.payload(2), payload);
        String previous = header(files, 1).hash();
        for (long sequence = 2; files.containsKey(BundleFile.entry(sequence)); sequence++) {
            EntryHeader old = header(files, sequence);
            EntryHeader anew = new EntryHeader(
                    old.chain(),
                    sequence,
                    old.recordedAt(),
                    old.kind(),
                    previous,
                    sequence == 2 ? Sha256.of(payload) : old.payloadSha256());
            files.put(BundleFile.entry(sequence), anew.text().getBytes(StandardCharsets.UTF_8));
            previous = anew.hash();
        }
    }

    private static void removeTail(Map<String, byte[]> files, long from) {
        for (long sequence = from; files.containsKey(BundleFile.entry(sequence)); sequence++) {
            files.remove(BundleFile.entry(sequence));
            files.remove(BundleFile.payload(sequence));
        }
    }

    private static EntryHeader header(Map<String, byte[]> files, long sequence) {
        return EntryHeader.parse(new String(files.get(BundleFile.entry(sequence)), StandardCharsets.UTF_8));
    }

    private byte[] strangersBundle() {
        Tenant other = fixtures.organization();
        actors.adminOf(other).permit(issued, "5 minutes");
        actors.adminOf(other).permit(issued, "5 minutes");
        checkpointing.run();
        return bytes(
                new Client(port).signIn(other.admin().email(), Fixtures.PASSWORD), other.path("/activity/bundle.zip"));
    }
}
