package io.compliancecenter.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.Actor;
import io.compliancecenter.testing.Actors;
import io.compliancecenter.testing.Client;
import io.compliancecenter.testing.Client.Answer;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.Issued;
import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.IntegrationTest;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** From a permit to the bytes, over HTTP. */
@IntegrationTest
class CopyIT {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    Tenant tenant;
    Issued issued;
    Client admin;
    Actor actor;

    @BeforeEach
    void publish() {
        tenant = fixtures.organization();
        issued = fixtures.certificate(threeMebibytesAndABit());
        admin = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        actor = actors.adminOf(tenant);
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    @Test
    void theFileIsWhatWasPublished() {
        Answer file = admin.get(file(actor.permit(issued, "1 minute")));
        assertThat(file.status()).isEqualTo(200);
        assertThat(Arrays.equals(file.bytes(), issued.bytes())).isTrue();
        assertThat(file.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(file.header("Content-Disposition"))
                .startsWith("attachment;")
                .contains(issued.certification() + ".pdf");
        assertThat(file.header("Cache-Control")).contains("no-store");
        assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(file.header("Content-Security-Policy")).startsWith("sandbox");
        assertThat(file.header("ETag")).matches("\"[0-9a-f]{64}\"");
        assertThat(file.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(file.header("Content-Length")).isEqualTo("" + issued.bytes().length);
    }

    @Test
    void headTellsTheSameWithoutTheBytes() {
        Answer head = admin.head(file(actor.permit(issued, "1 minute")));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo("" + issued.bytes().length);
        assertThat(head.bytes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=1048570-1048590, 1048570, 1048591",
        "bytes=3145000-, 3145000, 3146000",
        "bytes=-5, 3145995, 3146000",
        "bytes=3145999-9999999, 3145999, 3146000"
    })
    void oneRangeIsSentAlone(String range, int from, int to) {
        Answer part = admin.get(file(actor.permit(issued, "1 minute")), "Range", range);
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("Content-Range")).isEqualTo("bytes " + from + "-" + (to - 1) + "/3146000");
        assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(issued.bytes(), from, to));
    }

    @Test
    void aRangeBeyondTheEndCannotBeSatisfied() {
        Answer part = admin.get(file(actor.permit(issued, "1 minute")), "Range", "bytes=3146000-");
        assertThat(part.status()).isEqualTo(416);
        assertThat(part.header("Content-Range")).isEqualTo("bytes */3146000");
        assertThat(part.bytes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,5-9", "bytes=x-y", "lines=1-2", "bytes=5-2"})
    void whatIsNotOneGoodRangeIsAnsweredWithTheWhole(String range) {
        Answer whole = admin.get(file(actor.permit(issued, "1 minute")), "Range", range);
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.bytes()).hasSize(issued.bytes().length);
    }

    @Test
    void aDownloadGoesOnOnlyIfItIsOfTheSameCopy() {
        String file = file(actor.permit(issued, "1 minute"));
        String entityTag = admin.head(file).header("ETag");
        assertThat(admin.get(file, "Range", "bytes=5-9", "If-Range", entityTag).status())
                .isEqualTo(206);
        assertThat(admin.get(file, "Range", "bytes=5-9", "If-Range", "\"another\"")
                        .status())
                .isEqualTo(200);
        assertThat(admin.get(file, "Range", "bytes=5-9", "If-Range", "W/" + entityTag)
                        .status())
                .isEqualTo(200);
    }

    // CopyController: the check of the permit's time, and the one in read_document behind it
    @Test
    void anExpiredPermitIsGoneAndShowsAWayBack() {
        UUID permit = actor.expiredPermit(issued);
        for (String path : new String[] {file(permit), tenant.path("/downloads/" + permit)}) {
            Answer gone = admin.get(path);
            assertThat(gone.status()).isEqualTo(410);
            assertThat(gone.html().select("main a[href^=" + tenant.path("/certifications") + "]"))
                    .isNotEmpty();
            assertThat(gone.header("Content-Disposition")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000-0000-0000-0000-000000000000",
                "not-a-uuid",
                "..%2f..%2fetc%2fpasswd",
                "1-1-1-1-1",
                "%00",
                "' or '1'='1"
            })
    void aPermitThatIsNoneIsNotFound(String permit) {
        String path = tenant.path("/downloads/" + permit.replace(" ", "%20"));
        // What Tomcat or the firewall turns away before any of our code is a bad request.
        assertThat(admin.get(path).status()).isIn(400, 404);
        assertThat(admin.get(path + "/file").status()).isIn(400, 404);
    }

    // DownloadPermits: "user_id = :user", and the same in read_document
    @Test
    void aPermitIsOfOneMemberOnly() {
        UUID permit = actor.permit(issued, "1 minute");
        Client colleague = new Client(port).signIn(fixtures.anotherAdmin(tenant).email(), Fixtures.PASSWORD);
        assertThat(colleague.get(file(permit)).status()).isEqualTo(404);
        assertThat(colleague.get(tenant.path("/downloads/" + permit)).status()).isEqualTo(404);
    }

    @Test
    void aPermitOfAnotherOrganizationIsNotFoundUnderOnesOwnAddress() {
        Tenant other = fixtures.organization();
        UUID permit = actors.adminOf(other).permit(issued, "1 minute");
        assertThat(admin.get(file(permit)).status()).isEqualTo(404);
    }

    @Test
    void aCertificateThatWasRetiredIsNoLongerSent() {
        UUID permit = actor.permit(issued, "1 minute");
        fixtures.retire(issued);
        assertThat(admin.get(file(permit)).status()).isEqualTo(404);
    }

    // DocumentStore: the comparison of the hashes
    @Test
    void bytesThatAreNotTheOnesPublishedAreNotSent() {
        UUID permit = actor.permit(issued, "1 minute");
        // As somebody might who owns the database: past the trigger, and past the foreign key.
        fixtures.update("alter table certificate_document disable trigger user");
        fixtures.update(
                "alter table certificate_document drop constraint certificate_document_certificate_id_sha256_size_fkey");
        try {
            fixtures.update(
                    "update certificate_document set content = set_byte(content, 2000000, 255 - get_byte(content, 2000000))"
                            + " where certificate_id = ?",
                    issued.certificate());
            Answer answer = admin.get(file(permit));
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.header("Content-Type")).startsWith("text/html");
        } finally {
            fixtures.update("delete from certificate_document where certificate_id = ?", issued.certificate());
            fixtures.update(
                    "alter table certificate_document add constraint certificate_document_certificate_id_sha256_size_fkey"
                            + " foreign key (certificate_id, sha256, size) references certificate (id, sha256, size)"
                            + " on delete restrict");
            fixtures.update("alter table certificate_document enable trigger user");
        }
    }

    private String file(UUID permit) {
        return tenant.path("/downloads/" + permit + "/file");
    }

    private static byte[] threeMebibytesAndABit() {
        byte[] bytes = new byte[3_146_000];
        new Random(42).nextBytes(bytes);
        return bytes;
    }
}
