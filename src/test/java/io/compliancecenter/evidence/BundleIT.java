package io.compliancecenter.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.download.Sha256;
import io.compliancecenter.evidence.checkpoint.Checkpointing;
import io.compliancecenter.evidence.checkpoint.PublicKeys;
import io.compliancecenter.testing.Actors;
import io.compliancecenter.testing.Client;
import io.compliancecenter.testing.Client.Answer;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.Issued;
import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.Records;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Bundles as they leave the application, checked as a third party does; whole, and with something in them changed. */
@IntegrationTest
class BundleIT {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    Records records;

    @Autowired
    Checkpointing checkpointing;

    @TempDir
    Path directory;

    Tenant tenant;
    Issued issued;
    Client admin;

    @BeforeEach
    void agreeAndDownload() {
        tenant = fixtures.organization();
        issued = fixtures.certificate();
        admin = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        Answer terms = admin.get(tenant.path("/certificates/" + issued.certificate() + "/terms"));
        String permit = admin.submit(terms.form("/acceptances"), Map.of("agreed", "true"))
                .location();
        assertThat(admin.get(permit + "/file").status()).isEqualTo(200);
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    @Test
    void whatACheckpointCoversHolds() throws Exception {
        assertThat(checkpointing.run()).isPresent();
        String receipt = admin.get(tenant.path("/receipts/" + acceptance())).text();
        assertThat(receipt).doesNotContain("Not yet covered");

        for (byte[] bundle : List.of(ofAcceptance(), ofPeriod(""))) {
            Findings findings = verify(bundle);
            assertThat(findings.faults()).isEmpty();
            assertThat(findings.lines())
                    .anyMatch(line -> line.startsWith("ok    entry 1 ") && line.contains("acceptance-recorded"))
                    .anyMatch(line -> line.startsWith("ok    entry 2 ") && line.contains("permit-granted"))
                    .anyMatch(line -> line.startsWith("ok    entry 3 ") && line.contains("copy-delivered"))
                    .anyMatch(line -> line.startsWith("ok    checkpoint ") && line.contains("covers up to entry 3"));
        }
    }

    @Test
    void whatNoCheckpointCoversYetIsSaidNotToBeProven() throws Exception {
        assertThat(admin.get(tenant.path("/receipts/" + acceptance())).text())
                .contains("Not yet covered by a checkpoint");
        assertThat(verify(ofAcceptance()).faults())
                .containsExactly("entries 1 to 3 are not yet covered by a checkpoint;"
                        + " nothing is signed that would prove them");
    }

    @Test
    void theBundleOfAnAcceptanceShowsNothingOfOthers() throws Exception {
        var other = fixtures.anotherAdmin(tenant);
        actors.actor(tenant, other).permit(issued, "5 minutes");
        checkpointing.run();
        Map<String, byte[]> files = unpack(ofAcceptance());
        assertThat(files.keySet().stream().filter(name -> name.startsWith("chain/")))
                .hasSize(5);
        assertThat(files.keySet().stream().filter(name -> name.startsWith("payloads/")))
                .hasSize(3);
        assertThat(files.values())
                .noneMatch(bytes -> new String(bytes, StandardCharsets.UTF_8).contains(other.email()));
        assertThat(verify(ofAcceptance()).faults()).isEmpty();
        assertThat(verify(ofPeriod("")).faults()).isEmpty();
    }

    @Test
    void aPeriodHasWhatIsInIt() throws Exception {
        checkpointing.run();
        assertThat(verify(ofPeriod("?from=2020-01-01&to=2100-01-01")).faults()).isEmpty();
        assertThat(admin.get(tenant.path("/activity/bundle.zip?from=2020-01-01&to=2020-12-31"))
                        .status())
                .isEqualTo(404);
        assertThat(admin.get(tenant.path("/activity/bundle.zip?from=x")).status())
                .isEqualTo(400);
    }

    // BundleContents: checkContainer, checkSums
    @Test
    void everyChangedByteIsFound() throws Exception {
        checkpointing.run();
        byte[] bundle = ofAcceptance();
        assertThat(verify(bundle).faults()).isEmpty();
        Random random = new Random(1);
        for (int mutation = 0; mutation < 600; mutation++) {
            byte[] changed = bundle.clone();
            int at = random.nextInt(changed.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            assertThat(verify(changed).faults()).as("byte %d", at).isNotEmpty();
        }
        for (int cut = 0; cut < 100; cut++) {
            byte[] shorter = Arrays.copyOf(bundle, random.nextInt(bundle.length));
            assertThat(verify(shorter).faults()).isNotEmpty();
        }
        byte[] longer = Arrays.copyOf(bundle, bundle.length + 1);
        assertThat(verify(longer).faults()).isNotEmpty();
    }

    /** By somebody who knows the format: the list of hashes and the container are made good again. */
    // ChainCheck and CheckpointCheck, each of their faults
    @Test
    void everyForgeryIsFoundAndNamed() throws Exception {
        actors.adminOf(tenant).permit(issued, "5 minutes");
        checkpointing.run();
        actors.adminOf(tenant).permit(issued, "5 minutes");
        checkpointing.run();
        byte[] bundle = ofPeriod("");
        assertThat(verify(bundle).faults()).isEmpty();
        Map<String, byte[]> stranger = unpack(strangersBundle());

        assertThat(forged(bundle, files -> flip(files, "payloads/0000000002.json")))
                .contains("entry 2: its content is not what was recorded");
        assertThat(forged(bundle, files -> files.remove("chain/0000000003.entry")))
                .contains("entry 4: comes after entry 2; what is between them is missing");
        assertThat(forged(bundle, files -> swap(files, "chain/0000000002.entry", "chain/0000000003.entry")))
                .contains("entry 2: its file holds entry 3");
        assertThat(forged(bundle, files -> files.put("chain/0000000003.entry", stranger.get("chain/0000000003.entry"))))
                .anyMatch(fault -> fault.startsWith("entry 3: is of another chain"));
        assertThat(forged(bundle, BundleIT::rewriteFromEntry2))
                .anyMatch(fault ->
                        fault.matches("entry \\d+: is not the one that was there when checkpoint \\d+ was signed"));
        assertThat(forged(bundle, files -> removeTail(files, 5)))
                .anyMatch(fault -> fault.contains("the end is missing"));
        assertThat(forged(bundle, files -> flip(files, first(files, "terms/"))))
                .anyMatch(fault -> fault.contains("are not those that were agreed to"));
        assertThat(forged(bundle, files -> files.remove(first(files, "terms/"))))
                .anyMatch(fault -> fault.contains("are missing"));
        assertThat(forged(bundle, files -> flip(files, last(files, ".sig"))))
                .anyMatch(fault -> fault.contains("its signature is not that of its key"));
        assertThat(forged(
                        bundle,
                        files ->
                                swap(files, first(files, "checkpoints/", ".txt"), last(files, "checkpoints/", ".txt"))))
                .anyMatch(fault -> fault.contains("its file is named after another"));
        assertThat(forged(bundle, files -> swapProofs(files)))
                .anyMatch(fault -> fault.contains("its proof does not lead to its root"));
        assertThat(forged(
                        bundle,
                        files -> files.put(
                                last(files, "proofs/", ".txt"), stranger.get(last(stranger, "proofs/", ".txt")))))
                .isNotEmpty();
        assertThat(forged(
                        bundle,
                        files -> files.keySet()
                                .removeIf(name -> name.startsWith("checkpoints/")
                                        || name.startsWith("proofs/")
                                        || name.startsWith("keys/"))))
                .anyMatch(fault -> fault.contains("not yet covered by a checkpoint"));
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

    @Test
    void theCommandSaysWhetherAllHolds() throws Exception {
        checkpointing.run();
        Path bundle = Files.write(directory.resolve("bundle.zip"), ofAcceptance());
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        assertThat(VerifyCommand.run(new String[] {bundle.toString()}, new PrintStream(printed)))
                .isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("ALL HOLDS");

        String key = first(unpack(ofAcceptance()), "keys/");
        Path pem =
                Files.write(directory.resolve("key.pem"), unpack(ofAcceptance()).get(key));
        assertThat(VerifyCommand.run(
                        new String[] {bundle.toString(), "--key", pem.toString()}, new PrintStream(printed)))
                .isZero();
        var another = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Files.writeString(pem, PublicKeys.pem(another.getPublic().getEncoded()));
        printed.reset();
        assertThat(VerifyCommand.run(
                        new String[] {bundle.toString(), "--key", pem.toString()}, new PrintStream(printed)))
                .isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("was signed with another key");
        assertThat(VerifyCommand.run(new String[] {}, new PrintStream(printed))).isEqualTo(2);
        assertThat(VerifyCommand.run(new String[] {"nowhere.zip"}, new PrintStream(printed)))
                .isEqualTo(2);
    }

    @Test
    void theReceiptAsAPdfSaysTheSame() throws Exception {
        checkpointing.run();
        Answer answer = admin.get(tenant.path("/receipts/" + acceptance() + "/receipt.pdf"));
        assertThat(answer.status()).isEqualTo(200);
        try (PDDocument pdf = Loader.loadPDF(answer.bytes())) {
            String text = new PDFTextStripper().getText(pdf).replaceAll("\\s+", "");
            admin.get(tenant.path("/receipts/" + acceptance())).html().select(".receipt-lines dd").stream()
                    .filter(fact -> fact.select("time").isEmpty())
                    .forEach(fact -> assertThat(text).contains(fact.text().replaceAll("\\s+", "")));
        }
        assertThat(admin.get(tenant.path("/receipts/" + acceptance() + "/receipt.pdf"))
                        .bytes())
                .isEqualTo(answer.bytes());
    }

    private List<String> forged(byte[] bundle, Consumer<Map<String, byte[]>> forgery) throws IOException {
        Map<String, byte[]> files = unpack(bundle);
        files.remove("SHA256SUMS");
        forgery.accept(files);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BundleFile anew = new BundleFile(out);
        for (Map.Entry<String, byte[]> file : new LinkedHashMap<>(files).entrySet()) {
            anew.add(file.getKey(), file.getValue());
        }
        anew.finish();
        return verify(out.toByteArray()).faults();
    }

    private static void flip(Map<String, byte[]> files, String name) {
        byte[] bytes = files.get(name).clone();
        bytes[bytes.length / 2] ^= 1;
        files.put(name, bytes);
    }

    private static void swap(Map<String, byte[]> files, String one, String other) {
        byte[] kept = files.get(one);
        files.put(one, files.get(other));
        files.put(other, kept);
    }

    private static void swapProofs(Map<String, byte[]> files) {
        swap(files, first(files, "proofs/", ".txt"), last(files, "proofs/", ".txt"));
        swap(files, first(files, "proofs/", ".leaf"), last(files, "proofs/", ".leaf"));
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

    private static String first(Map<String, byte[]> files, String... parts) {
        return names(files, parts).get(0);
    }

    private static String last(Map<String, byte[]> files, String... parts) {
        List<String> names = names(files, parts);
        return names.get(names.size() - 1);
    }

    private static List<String> names(Map<String, byte[]> files, String... parts) {
        return files.keySet().stream()
                .filter(name -> Arrays.stream(parts).allMatch(name::contains))
                .sorted()
                .toList();
    }

    private byte[] strangersBundle() {
        Tenant other = fixtures.organization();
        actors.adminOf(other).permit(issued, "5 minutes");
        actors.adminOf(other).permit(issued, "5 minutes");
        checkpointing.run();
        return bytes(
                new Client(port).signIn(other.admin().email(), Fixtures.PASSWORD), other.path("/activity/bundle.zip"));
    }

    private byte[] ofAcceptance() {
        return bytes(admin, tenant.path("/receipts/" + acceptance() + "/bundle.zip"));
    }

    private byte[] ofPeriod(String query) {
        return bytes(admin, tenant.path("/activity/bundle.zip" + query));
    }

    private static byte[] bytes(Client client, String path) {
        Answer answer = client.get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/zip");
        return answer.bytes();
    }

    private UUID acceptance() {
        return (UUID) records.acceptances(tenant).get(0).get("id");
    }

    private Findings verify(byte[] bundle) throws IOException {
        return verify(bundle, null);
    }

    private Findings verify(byte[] bundle, @Nullable String key) throws IOException {
        return BundleVerification.verify(Files.write(directory.resolve("checked.zip"), bundle), key);
    }

    private static Map<String, byte[]> unpack(byte[] bundle) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bundle))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }
}
