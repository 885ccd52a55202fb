package io.compliancecenter.web.server;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The smallest documented heap. */
class SmallHeapIT {

    private static final int POSTS = 60;

    // FormValve: MAX_BYTES
    @Test
    void isNotFilledByLargePosts(@TempDir Path directory) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(POSTS);
        byte[] post = RawHttp.form("/sign-in", "password=" + "a".repeat(2_000_000));
        try (ApplicationProcess application = ApplicationProcess.start(directory, "-Xmx160m")) {
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
