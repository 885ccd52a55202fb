package io.compliancecenter;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.ApplicationProcess;
import io.compliancecenter.testing.Client;
import io.compliancecenter.testing.Client.Answer;
import io.compliancecenter.testing.ConcurrentAgreements;
import io.compliancecenter.testing.LargePdfs;
import io.compliancecenter.testing.RawHttp;
import io.compliancecenter.testing.RawHttp.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    @TempDir
    static Path directory;

    static ApplicationProcess application;
    static String log;
    static List<String> complaints;

    @BeforeAll
    static void startForTheFirstTime() throws Exception {
        application = ApplicationProcess.start(directory, "-Xmx160m");
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

    /** Fails with PDFBox's own writer, or with XMP as a tree. */
    @Test
    void whatWasPublishedIsDeliveredTwiceAtOnce(@TempDir Path other) throws Exception {
        Path folder = Files.createDirectory(other.resolve("folder"));
        FileSystemUtils.copyRecursively(Path.of(getClass().getResource("/demo").toURI()), folder);
        Path organizations = folder.resolve("organizations.yaml");
        // Whose stamp needs the largest fonts
        Files.writeString(organizations, Files.readString(organizations).replace("Ada Mercer", "Ada 王小明 김민준 😀"));
        Files.write(folder.resolve("certificates/soc-2-type-2-2026.pdf"), LargePdfs.structureElements(80_000));
        Files.write(folder.resolve("certificates/hipaa-2026.pdf"), LargePdfs.xmpElements(4 << 20));
        ExecutorService clients = Executors.newFixedThreadPool(2);
        try (ApplicationProcess small =
                ApplicationProcess.start(other, "-Xmx160m", "-Dcompliance-center.publishing.location=" + folder)) {
            Client admin = new Client(small.port()).signIn("admin@acme.example", "compliance-demo");
            List<String> files = new ArrayList<>();
            for (String certification : List.of("soc-2-type-2", "hipaa")) {
                FormElement download = (FormElement) admin.get("/organizations/acme/certifications/" + certification)
                        .form("/downloads");
                FormElement terms =
                        admin.get(admin.submit(download, Map.of()).location()).form("/acceptances");
                files.add(ConcurrentAgreements.agree(admin, terms, UUID.randomUUID())
                                .location() + "/file");
            }
            for (List<String> atOnce : List.of(List.of(files.get(0), files.get(0)), files)) {
                List<Future<Answer>> answers = new ArrayList<>();
                for (String file : atOnce) {
                    answers.add(clients.submit(() -> admin.get(file)));
                }
                for (Future<Answer> answer : answers) {
                    assertThat(answer.get().status()).isEqualTo(200);
                    assertThat(answer.get().bytes())
                            .startsWith('%', 'P', 'D', 'F')
                            .endsWith('E', 'O', 'F', '\n');
                }
            }
            assertThat(small.log()).doesNotContain("OutOfMemoryError");
        } finally {
            clients.shutdownNow();
        }
    }
}
