package io.compliancecenter.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.download.CopyPlaces;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.concurrency.OwnThread;
import io.compliancecenter.testing.fixtures.DeskDrafts;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import io.compliancecenter.testing.pdf.Pdfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** How much memory the documents take that the desk's people look at. */
@IntegrationTest
class StoredPdfIT {

    private static final int MIB = 1 << 20;

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    DeskRoleSql desk;

    @Autowired
    CopyPlaces places;

    // StoredPdf: PART_SIZE, and the end after a part that is full
    @ParameterizedTest
    @ValueSource(ints = {1, MIB - 1, MIB, MIB + 1, 3 * MIB})
    void aDocumentIsReadInParts(int size, @TempDir Path directory) throws IOException {
        byte[] document = new byte[size];
        new Random(size).nextBytes(document);
        List<Integer> parts = new ArrayList<>();
        Path file = directory.resolve("document.pdf");
        StoredPdf.copy(
                (from, count) -> {
                    byte[] part = Arrays.copyOfRange(document, from - 1, Math.min(from - 1 + count, size));
                    parts.add(part.length);
                    return part;
                },
                file);
        assertThat(Files.readAllBytes(file)).isEqualTo(document);
        assertThat(parts).allMatch(length -> length <= MIB);
    }

    // SampleController.sample: places.take
    @Test
    void aSampleOfALargeDocumentWaitsForTheMemoryOfCustomersCopies() {
        User editor = fixtures.deskPerson("EDITOR");
        DeskDrafts drafts = new DeskDrafts(desk);
        UUID draft = drafts.draft(editor);
        UUID key = UUID.randomUUID();
        drafts.change(editor, draft, "CERTIFICATE", key.toString(), """
                {"certification": "%s", "fileName": "renewed.pdf", "allowances": []}
                """.formatted(fixtures.deskCertification()));
        drafts.document(editor, draft, key, Pdfs.large("A large certificate", 3 * MIB));
        Client client = new Client(port).signIn(editor.email(), Fixtures.PASSWORD);

        places.take(1);
        CompletableFuture<Answer> sample;
        try {
            sample = OwnThread.supply(() -> client.get("/desk/drafts/" + draft + "/certificates/" + key + "/sample"));
            assertThat(sample).failsWithin(Duration.ofSeconds(2));
        } finally {
            places.release(1);
        }

        assertThat(sample).succeedsWithin(Duration.ofMinutes(1)).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(Pdfs.textOf(answer.bytes())).contains("A large certificate", "Sample");
        });
    }
}
