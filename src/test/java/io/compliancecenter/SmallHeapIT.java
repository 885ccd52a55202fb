package io.compliancecenter;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.ApplicationProcess;
import io.compliancecenter.testing.Client;
import io.compliancecenter.testing.RawHttp;
import io.compliancecenter.testing.RawHttp.Response;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
