package io.compliancecenter.evidence.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.evidence.checkpoint.CheckpointBody;
import io.compliancecenter.evidence.checkpoint.PublicKeys;
import io.compliancecenter.evidence.checkpoint.SigningKey;
import io.compliancecenter.evidence.timestamp.StampingParty;
import io.compliancecenter.evidence.verification.VerifyCommand;
import io.compliancecenter.testing.http.Client.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Bundles as they leave the application, checked as a third party does. */
class BundleIT extends BundleSample {

    @Test
    void whatACheckpointCoversHolds() throws Exception {
        assertThat(checkpointing.run()).isPresent();
        String receipt = admin.get(tenant.path("/receipts/" + acceptance())).text();
        assertThat(receipt).doesNotContain("Not yet covered");

        for (byte[] bundle : List.of(ofAcceptance(), ofPeriod(""))) {
            assertThat(verify(bundle).problems()).isEmpty();
            assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                    .anyMatch(line -> line.startsWith("ok    entry 1 ") && line.contains("acceptance-recorded"))
                    .anyMatch(line -> line.startsWith("ok    entry 2 ") && line.contains("permit-granted"))
                    .anyMatch(line -> line.startsWith("ok    entry 3 ") && line.contains("copy-delivered"))
                    .anyMatch(line -> line.startsWith("ok    checkpoint ") && line.contains("covers up to entry 3"));
        }
    }

    @Test
    void changesOfMembersHoldAsWell() throws Exception {
        actors.adminOf(tenant).invite("colleague@guest.example");
        assertThat(checkpointing.run()).isPresent();
        byte[] bundle = ofPeriod("");
        assertThat(verify(bundle).problems()).isEmpty();
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .anyMatch(line -> line.startsWith("ok    entry 4 ") && line.contains("member-invited"));
        assertThat(new String(unpack(bundle).get(BundleFile.payload(4)), StandardCharsets.UTF_8))
                .contains("colleague@guest.example");
    }

    @Test
    void whatNoCheckpointCoversYetIsSaidNotToBeProven() throws Exception {
        assertThat(admin.get(tenant.path("/receipts/" + acceptance())).text())
                .contains("Not covered by a checkpoint yet");
        assertThat(verify(ofAcceptance()).problems())
                .containsExactly("entries 1 to 3 are not covered by a checkpoint yet, so that nothing proves them");
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
        assertThat(verify(ofAcceptance()).problems()).isEmpty();
        assertThat(verify(ofPeriod("")).problems()).isEmpty();
    }

    @Test
    void aPeriodHasWhatIsInIt() throws Exception {
        checkpointing.run();
        assertThat(verify(ofPeriod("?from=2020-01-01&to=2100-01-01")).problems())
                .isEmpty();
        assertThat(admin.get(tenant.path("/activity/bundle.zip?from=2020-01-01&to=2020-12-31"))
                        .status())
                .isEqualTo(404);
        assertThat(admin.get(tenant.path("/activity/bundle.zip?from=x")).status())
                .isEqualTo(400);
    }

    @Test
    void theCommandSaysWhetherAllHolds() throws Exception {
        checkpointing.run();
        Path bundle = Files.write(directory.resolve("bundle.zip"), ofAcceptance());
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        assertThat(verify(printed, bundle.toString())).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("PASSED");

        String key = first(unpack(ofAcceptance()), "keys/");
        Path pem =
                Files.write(directory.resolve("key.pem"), unpack(ofAcceptance()).get(key));
        assertThat(verify(printed, bundle.toString(), "--key", pem.toString())).isZero();
        var another = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Files.writeString(pem, PublicKeys.pem(another.getPublic().getEncoded()));
        printed.reset();
        assertThat(verify(printed, bundle.toString(), "--key", pem.toString())).isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("was signed with another key");
        assertThat(verify(printed)).isEqualTo(2);
        assertThat(verify(printed, "nowhere.zip")).isEqualTo(2);
    }

    // VerifyCommand: "report"; CheckpointChain: "takeOnTrust"
    @Test
    void theSummarySaysWhatIsTakenOnTrust() throws Exception {
        checkpointing.run();
        byte[] unstamped = ofAcceptance();
        StampingParty root = StampingParty.root("Root");
        StampingParty stamper = root.stamper("Stamper");
        byte[] stamped = forge(unstamped, files -> {
            for (String signature : names(files, "checkpoints/", ".sig")) {
                files.put(
                        signature.replace(".sig", ".tst"),
                        stamp(stamper, files.get(signature), StampingParty.anHourWhenValid()));
            }
        });
        Map<String, byte[]> files = unpack(unstamped);
        String key = Files.write(directory.resolve("key.pem"), files.get(first(files, "keys/")))
                .toString();
        String authority = root.save(directory.resolve("root.pem")).toString();
        String other =
                StampingParty.root("Root").save(directory.resolve("other.pem")).toString();

        assertThat(verified(0, stamped))
                .contains(" by O=Test,CN=Stamper (authority not checked)\n")
                .contains("\nPASSED, taken on trust: signing key, timestamp authority\n");
        assertThat(verified(0, stamped, "--key", key)).contains("\nPASSED, taken on trust: timestamp authority\n");
        assertThat(verified(0, stamped, "--authority", authority))
                .contains("\nPASSED, taken on trust: signing key\n")
                .doesNotContain("authority not checked");
        assertThat(verified(0, stamped, "--key", key, "--authority", authority)).endsWith("\nPASSED\n");
        assertThat(verified(1, stamped, "--key", key, "--authority", other))
                .contains("its timestamp is by O=Test,CN=Stamper, which the given authority does not stand behind");
        assertThat(verified(0, unstamped, "--key", key, "--authority", authority))
                .contains("\nPASSED, taken on trust: times (no timestamp)\n");
        assertThat(verified(2, unstamped, "--authority", "nowhere.pem")).contains("nowhere.pem");
    }

    // VerifyCommand: "keys"
    @Test
    void aBundleFromBeforeAndAfterAChangeOfTheKeyNeedsBothKeys() throws Exception {
        checkpointing.run();
        actors.adminOf(tenant).permit(issued, "5 minutes");
        checkpointing.run();
        byte[] before = ofPeriod("");
        SigningKey key = SigningKey.parse(SigningKey.generate());
        byte[] both = forge(before, files -> signLastAnew(files, key));
        Map<String, byte[]> files = unpack(before);
        String old = Files.write(directory.resolve("old.pem"), files.get(first(files, "keys/")))
                .toString();
        String anew = Files.writeString(directory.resolve("new.pem"), PublicKeys.pem(key.publicKey()))
                .toString();

        assertThat(verified(0, both, "--key", old, "--key", anew))
                .contains("\nPASSED, taken on trust: times (no timestamp)\n");
        assertThat(verified(1, both, "--key", old)).contains("was signed with another key than the vendor's");
        assertThat(verified(1, both, "--key", anew)).contains("was signed with another key than the vendor's");
        assertThat(verified(2, both, "--key", old, "--key", "nowhere.pem"))
                .contains("The public key nowhere.pem cannot be read");
    }

    private static void signLastAnew(Map<String, byte[]> files, SigningKey key) {
        String pem = PublicKeys.pem(key.publicKey());
        String name = last(files, "checkpoints/", ".txt");
        CheckpointBody old = CheckpointBody.parse(new String(files.get(name), StandardCharsets.US_ASCII));
        CheckpointBody anew = new CheckpointBody(
                old.number(), old.time(), old.treeSize(), old.root(), old.previous(), PublicKeys.sha256(pem));
        files.put(name, anew.text().getBytes(StandardCharsets.US_ASCII));
        files.put(BundleFile.signature(old.number()), key.sign(anew));
        files.put(BundleFile.key(anew.keySha256()), pem.getBytes(StandardCharsets.US_ASCII));
    }

    // CheckpointChain: CLOCK_TOLERANCE
    @Test
    void aTimestampFromBeforeTheCheckpointIsAContradiction() throws Exception {
        checkpointing.run();
        byte[] bundle = ofAcceptance();
        StampingParty stamper = StampingParty.root("Root").stamper("Stamper");

        assertThat(verified(0, stampedAfter(bundle, stamper, Duration.ofMinutes(-4))))
                .contains("authority not checked");
        assertThat(verified(1, stampedAfter(bundle, stamper, Duration.ofMinutes(-6))))
                .containsPattern("FAIL  checkpoint \\d+: its timestamp is of .*, before it was signed\n")
                .contains("\nFAILED: 1 problem\n");
    }

    private static byte[] stampedAfter(byte[] bundle, StampingParty stamper, Duration delay) throws IOException {
        return forge(bundle, files -> {
            String name = last(files, "checkpoints/", ".txt");
            CheckpointBody body = CheckpointBody.parse(new String(files.get(name), StandardCharsets.US_ASCII));
            byte[] signature = files.get(BundleFile.signature(body.number()));
            files.put(
                    BundleFile.timestamp(body.number()),
                    stamp(stamper, signature, body.time().plus(delay)));
        });
    }

    private static byte[] stamp(StampingParty stamper, byte[] signature, Instant time) {
        try {
            return stamper.stamp(signature, time);
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static int verify(ByteArrayOutputStream printed, String... arguments) {
        return new CommandLine(new VerifyCommand(new PrintStream(printed))).execute(arguments);
    }

    private String verified(int status, byte[] bundle, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of(Files.write(directory.resolve("verified.zip"), bundle).toString()));
        arguments.addAll(List.of(options));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        assertThat(verify(printed, arguments.toArray(String[]::new)))
                .as(printed.toString(StandardCharsets.UTF_8))
                .isEqualTo(status);
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theReceiptAsAPdfSaysTheSame() throws Exception {
        checkpointing.run();
        Answer answer = admin.get(tenant.path("/receipts/" + acceptance() + "/receipt.pdf"));
        assertThat(answer.status()).isEqualTo(200);
        try (PDDocument pdf = Loader.loadPDF(answer.bytes())) {
            String text = new PDFTextStripper().getText(pdf).replaceAll("\\s+", "");
            admin.get(tenant.path("/receipts/" + acceptance()))
                    .html()
                    .select(".receipt-lines dd")
                    .forEach(fact -> assertThat(text).contains(fact.text().replaceAll("\\s+", "")));
        }
        assertThat(admin.get(tenant.path("/receipts/" + acceptance() + "/receipt.pdf"))
                        .bytes())
                .isEqualTo(answer.bytes());
    }
}
