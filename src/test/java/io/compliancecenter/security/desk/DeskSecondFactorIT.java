package io.compliancecenter.security.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.application.SecondInstance;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import io.compliancecenter.testing.mail.Mailbox;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a password alone is enough for at the desk, and what its people may upload at once. */
@IntegrationTest
class DeskSecondFactorIT {

    private static final Duration LONG = Duration.ofSeconds(20);

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Mailbox mailbox;

    @Autowired
    SecondInstance second;

    // PasskeyAccount: needsLink, isUsable; UploadFilter: pageFor; the rest is in the database: see PasskeyRightsIT
    @Test
    void aPasswordAloneNeedsAMailedLinkAndUploadsNothing() {
        User person = fixtures.deskPerson("EDITOR");
        Instance instance = second.start();
        Client editor = new Client(instance.port()).signIn(person.email(), Fixtures.PASSWORD);
        Answer account = editor.get("/account");
        assertThat(account.html().select("#add-passkey")).isEmpty();
        assertThat(editor.post("/account/passkeys", Map.of("_csrf", editor.token(), "credential", "{}", "label", "x"))
                        .location())
                .contains("not-added");
        Answer refused = upload(editor, "/desk/catalogue/certifications/x/certificate");
        assertThat(refused.status()).isEqualTo(303);
        assertThat(refused.location()).endsWith("/desk-sign-in");

        // Mail is sent by the instance that has somewhere to send it to.
        Answer sent = editor.at(port).post("/account/passkeys/link", Map.of("_csrf", editor.token()));
        assertThat(sent.location()).as(sent.text()).contains("link-sent");
        assertThat(editor.get(sent.location().replace("#passkeys", "")).text()).contains("The link was sent");
        String link = mailbox.await(person.email(), "Add a passkey").link().getPath();
        assertThat(new Client(instance.port()).get(link).location()).startsWith("/sign-in?to=");
        Client other = new Client(instance.port())
                .signIn(fixtures.deskPerson("APPROVER").email(), Fixtures.PASSWORD);
        assertThat(other.get(link).status()).isEqualTo(410);
        Answer page = editor.get(link);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html().select("#add-passkey").attr("action")).endsWith(link);
    }

    // UploadFilter: rolesFor
    @Test
    void onlyRolesThatUploadSendFiles() {
        for (String role : List.of("APPROVER", "AUDITOR", "SUPPORT")) {
            assertThat(upload(signedIn(role), "/desk/catalogue/certifications/x/certificate")
                            .status())
                    .isEqualTo(403);
        }
        for (String role : List.of("APPROVER", "EDITOR")) {
            assertThat(upload(signedIn(role), "/desk/trace/file").status()).isEqualTo(403);
        }
        assertThat(upload(signedIn("AUDITOR"), "/desk/customers/x").status()).isEqualTo(403);
    }

    // UploadFilter: AT_ONCE_FOR_EACH; FormValve: UploadRate
    @Test
    void aPersonUploadsTwoFilesAtOnceAndNotTooSlowly() throws IOException {
        String path = "/desk/catalogue/certifications/" + fixtures.deskCertification() + "/certificate";
        Client editor = signedIn("EDITOR");
        try (Socket first = begin(editor, path);
                Socket second = begin(editor, path)) {
            second.getOutputStream().write('x');
            await().atMost(LONG).until(() -> upload(editor, path).status() == 503);
            assertThat(upload(signedIn("EDITOR"), path).status()).isEqualTo(422);
            await().atMost(LONG).pollInterval(Duration.ofMillis(200)).until(() -> isClosedOn(first));
        }
        await().atMost(LONG).until(() -> upload(editor, path).status() == 422);
    }

    private Client signedIn(String role) {
        return new Client(port).signIn(fixtures.deskPerson(role).email(), Fixtures.PASSWORD);
    }

    private static Answer upload(Client client, String path) {
        return client.upload(path, Map.of("_csrf", client.token()), "a.pdf", new byte[10]);
    }

    private Socket begin(Client client, String path) throws IOException {
        Socket socket = new Socket("localhost", port);
        socket.getOutputStream()
                .write(String.join(
                                "\r\n",
                                "POST " + path + " HTTP/1.1",
                                "Host: localhost",
                                "Cookie: " + client.cookies(),
                                "Content-Type: multipart/form-data; boundary=b",
                                "Content-Length: 1000000",
                                "",
                                "--b\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    /** Sends another byte, as a slow client would. */
    private static boolean isClosedOn(Socket socket) throws IOException {
        try {
            socket.getOutputStream().write('x');
            return socket.getInputStream().available() > 0;
        } catch (SocketException closed) {
            return true;
        }
    }
}
