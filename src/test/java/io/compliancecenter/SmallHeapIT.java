package io.compliancecenter;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.application.ApplicationProcess;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import io.compliancecenter.testing.http.ConcurrentAgreements;
import io.compliancecenter.testing.http.RawHttp;
import io.compliancecenter.testing.http.RawHttp.Response;
import io.compliancecenter.testing.pdf.LargePdfs;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** The first start of an installation, in the smallest documented heap. */
class SmallHeapIT {

    private static final int POSTS = 60;

    /** Whether to deliver as much as the check accepts, which takes minutes. */
    private static final boolean MOST = Boolean.getBoolean("small-heap.most");

    @TempDir
    static Path directory;

    static ApplicationProcess application;
    static String log;
    static List<String> complaints;
    static Set<String> certifications;

    @BeforeAll
    static void startForTheFirstTime() throws Exception {
        Path classes = directory.resolve("classes");
        Map<String, byte[]> certificates = certificates();
        certifications = certificates.keySet();
        addTo(demoIn(classes), certificates);
        application = ApplicationProcess.start(
                directory,
                "-Xmx160m",
                // Elsewhere in the tests it is off.
                "-XX:+BytecodeVerificationRemote",
                // The demo that comes first on the class path is the one that is published.
                "-cp",
                classes + File.pathSeparator + ApplicationProcess.classPath(),
                // This machine may do other things meanwhile.
                "-Dcompliance-center.publishing.pdf-check-timeout=5m");
        Client admin = new Client(application.port()).signIn("admin@acme.example", "compliance-demo");
        assertThat(admin.get("/organizations/acme/certifications").status()).isEqualTo(200);
        log = application.log();
        complaints = application.complaints();
    }

    @AfterAll
    static void stop() throws Exception {
        application.close();
    }

    @Test
    void theLogOfAFirstStartTellsWhereToGoAndComplainsOfNothing() {
        assertThat(log)
                .containsPattern("Open http://localhost:\\d+/ and sign in with the password compliance-demo as")
                .containsPattern("admin@acme\\.example +ADMIN +of Acme Retail")
                .containsPattern("member@acme\\.example +MEMBER +of Acme Retail")
                .containsPattern("admin@globex\\.example +ADMIN +of Globex Health");
        assertThat(complaints).isEmpty();
    }

    // FormValve: MAX_BYTES
    @Test
    void isNotFilledByLargePosts() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(POSTS);
        byte[] post = RawHttp.form("/sign-in", "password=" + "a".repeat(2_000_000));
        try {
            int port = application.port();
            for (int round = 0; round < 3; round++) {
                List<Future<Response>> answers = new ArrayList<>();
                for (int number = 0; number < POSTS; number++) {
                    answers.add(clients.submit(() -> RawHttp.send(port, post)));
                }
                for (Future<Response> answer : answers) {
                    // 0 where the connection was closed while the client still sent, and the answer was lost by that.
                    assertThat(answer.get().status()).isIn(413, 0);
                }
            }
            assertThat(new Client(port).get("/sign-in").status()).isEqualTo(200);
            assertThat(application.log()).doesNotContain("OutOfMemoryError");
        } finally {
            clients.shutdownNow();
        }
    }

    /** What takes most memory of all that is accepted. Fails with PDFBox's own writer, or with XMP as a tree. */
    @Test
    void whatWasPublishedIsDeliveredTwiceAtOnce() throws Exception {
        Client admin = new Client(application.port()).signIn("admin@acme.example", "compliance-demo");
        List<String> files = new ArrayList<>();
        for (String certification : certifications) {
            files.add(permitted(admin, certification));
        }
        for (String file : files) {
            assertDelivered(admin, file, file);
        }
        for (int index = 0; MOST && index < files.size(); index += 2) {
            assertDelivered(admin, files.get(index), files.get(index + 1));
        }
        assertThat(application.log()).doesNotContain("OutOfMemoryError");
    }

    private static Map<String, byte[]> certificates() {
        Map<String, byte[]> certificates = new LinkedHashMap<>();
        certificates.put(
                "tagged",
                MOST
                        ? LargePdfs.tagged(500, 200).packed(100)
                        : LargePdfs.structureElements(80_000).bytes());
        certificates.put("objects", LargePdfs.smallObjects(MOST ? 100_000 : 20_000));
        certificates.put("metadata", LargePdfs.xmpElements(4 << 20));
        certificates.put("predictor", LargePdfs.content(32 << 20, "<< /Predictor 12 /Columns 1023 >>"));
        certificates.put("number", LargePdfs.objectNumber(2_000_000));
        certificates.put("states", LargePdfs.operators("Q", 10_000_000));
        return certificates;
    }

    private static Path demoIn(Path classes) throws Exception {
        Path demo = Files.createDirectories(classes.resolve("demo"));
        FileSystemUtils.copyRecursively(
                Path.of(SmallHeapIT.class.getResource("/demo").toURI()), demo);
        Path organizations = demo.resolve("organizations.yaml");
        // Whose stamp needs the largest fonts
        Files.writeString(organizations, Files.readString(organizations).replace("Ada Mercer", "Ada 王小明 김민준 😀"));
        return demo;
    }

    /** Adds a certification for each of these. */
    private static void addTo(Path folder, Map<String, byte[]> certificates) throws IOException {
        for (Map.Entry<String, byte[]> certificate : certificates.entrySet()) {
            String name = certificate.getKey();
            Files.write(folder.resolve("certificates/" + name + ".pdf"), certificate.getValue());
            Files.writeString(folder.resolve("catalogue.yaml"), """

                      - code: %1$s
                        name: %1$s
                        status: CERTIFIED
                        summary: Takes memory.
                        assures: Nothing.
                        certificates:
                          - file: certificates/%1$s.pdf
                            issuer: Specimen Assessors LLP
                            issued-on: 2026-03-16
                    """.formatted(name), StandardOpenOption.APPEND);
        }
    }

    /** Agrees, and returns where the copy is. */
    private static String permitted(Client admin, String certification) {
        FormElement download = (FormElement)
                admin.get("/organizations/acme/certifications/" + certification).form("/downloads");
        FormElement terms =
                admin.get(admin.submit(download, Map.of()).location()).form("/acceptances");
        return ConcurrentAgreements.agree(admin, terms, UUID.randomUUID()).location() + "/file";
    }

    /** While this machine does other things, a copy may have to wait for its turn for too long. */
    private static Answer copy(Client admin, String file) {
        Answer answer = admin.get(file);
        for (int again = 0; again < 10 && answer.status() == 503; again++) {
            answer = admin.get(file);
        }
        return answer;
    }

    private static void assertDelivered(Client admin, String... atOnce) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(atOnce.length);
        try {
            List<Future<Answer>> answers = new ArrayList<>();
            for (String file : atOnce) {
                answers.add(clients.submit(() -> copy(admin, file)));
            }
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().status()).isEqualTo(200);
                String serial = answer.get()
                        .header("Content-Disposition")
                        .replaceFirst(".*-((?:\\w{5}-){5}\\w{5})\\.pdf.*", "$1");
                assertThat(new String(answer.get().bytes(), StandardCharsets.ISO_8859_1))
                        .startsWith("%PDF")
                        .endsWith("%%EOF\n")
                        .contains("/CCGray", "compliance-center:" + serial);
            }
        } finally {
            clients.shutdownNow();
        }
    }
}
