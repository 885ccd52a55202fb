package io.compliancecenter.evidence.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.evidence.checkpoint.Checkpointing;
import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import io.compliancecenter.evidence.verification.BundleVerification;
import io.compliancecenter.evidence.verification.VerificationReport;
import io.compliancecenter.testing.CertificateOnOffer;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** An Organization in which somebody agreed and downloaded, and its bundles. */
public abstract class BundleSample extends CertificateOnOffer {

    @Autowired
    protected Checkpointing checkpointing;

    @TempDir
    Path directory;

    @BeforeEach
    protected void agreeAndDownload() {
        Answer terms = admin.get(tenant.path("/certificates/" + issued.certificate() + "/terms"));
        String permit = admin.submit(terms.form("/acceptances"), Map.of("agreed", "true"))
                .location();
        assertThat(admin.get(permit + "/file").status()).isEqualTo(200);
        deliveries.await(tenant, 1);
    }

    protected byte[] ofAcceptance() {
        return bytes(admin, tenant.path("/receipts/" + acceptance() + "/bundle.zip"));
    }

    protected byte[] ofPeriod(String query) {
        return bytes(admin, tenant.path("/activity/bundle.zip" + query));
    }

    protected static byte[] bytes(Client client, String path) {
        Answer answer = client.get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/zip");
        return answer.bytes();
    }

    protected UUID acceptance() {
        return (UUID) records.acceptances(tenant).get(0).get("id");
    }

    protected final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    protected VerificationReport verify(byte[] bundle) throws IOException {
        return verify(bundle, List.of());
    }

    protected VerificationReport verify(byte[] bundle, List<String> keys) throws IOException {
        printed.reset();
        VerificationReport report = new VerificationReport(new PrintStream(printed, true, StandardCharsets.UTF_8));
        BundleVerification.verify(
                Files.write(directory.resolve("checked.zip"), bundle), keys, TrustedAuthorities.NONE, report);
        return report;
    }

    protected static Map<String, byte[]> unpack(byte[] bundle) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bundle))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    protected static String first(Map<String, byte[]> files, String... parts) {
        return names(files, parts).get(0);
    }

    protected static String last(Map<String, byte[]> files, String... parts) {
        List<String> names = names(files, parts);
        return names.get(names.size() - 1);
    }

    protected static List<String> names(Map<String, byte[]> files, String... parts) {
        return files.keySet().stream()
                .filter(name -> Arrays.stream(parts).allMatch(name::contains))
                .sorted()
                .toList();
    }

    /** What is found in a bundle that somebody changed who knows the format: all but what they changed is made good. */
    protected List<String> forged(byte[] bundle, Consumer<Map<String, byte[]>> forgery) throws IOException {
        return verify(forge(bundle, forgery)).problems();
    }

    protected static byte[] forge(byte[] bundle, Consumer<Map<String, byte[]>> forgery) throws IOException {
        Map<String, byte[]> files = unpack(bundle);
        files.remove("SHA256SUMS");
        forgery.accept(files);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BundleFile anew = new BundleFile(out);
        for (Map.Entry<String, byte[]> file : new LinkedHashMap<>(files).entrySet()) {
            anew.add(file.getKey(), file.getValue());
        }
        anew.finish();
        return out.toByteArray();
    }

    protected static void flip(Map<String, byte[]> files, String name) {
        byte[] bytes = files.get(name).clone();
        bytes[bytes.length / 2] ^= 1;
        files.put(name, bytes);
    }

    protected static void swap(Map<String, byte[]> files, String one, String other) {
        byte[] kept = files.get(one);
        files.put(one, files.get(other));
        files.put(other, kept);
    }
}
