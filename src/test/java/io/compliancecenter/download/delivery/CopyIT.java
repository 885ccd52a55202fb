package io.compliancecenter.download.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.compliancecenter.download.CopyDelivered;
import io.compliancecenter.download.CopyPlaces;
import io.compliancecenter.download.PermitId;
import io.compliancecenter.stamping.Serial;
import io.compliancecenter.support.Sha256;
import io.compliancecenter.testing.CertificateOnOffer;
import io.compliancecenter.testing.fixtures.Actor;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import io.compliancecenter.testing.pdf.Pdfs;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.support.AbstractApplicationContext;

/** From a permit to the bytes, over HTTP. */
class CopyIT extends CertificateOnOffer {

    @Autowired
    CopyPlaces places;

    @Autowired
    AbstractApplicationContext application;

    /** What the requests tell, from the threads that serve them. */
    final List<CopyDelivered> told = new CopyOnWriteArrayList<>();

    final ApplicationListener<PayloadApplicationEvent<?>> listener = new ApplicationListener<>() {
        @Override
        public void onApplicationEvent(PayloadApplicationEvent<?> event) {
            if (event.getPayload() instanceof CopyDelivered delivered
                    && delivered.organization().value().equals(tenant.id())) {
                told.add(delivered);
            }
        }
    };

    @BeforeEach
    void listen() {
        application.addApplicationListener(listener);
    }

    @AfterEach
    void listenNoMore() {
        application.removeApplicationListener(listener);
    }

    Actor actor;

    @Override
    protected Issued publish() {
        return fixtures.certificate(Pdfs.large("What it certifies", 3_140_000));
    }

    @BeforeEach
    void act() {
        actor = actors.adminOf(tenant);
    }

    @Test
    void theFileIsAStampedCopyOfWhatWasPublished() {
        UUID permit = actor.permit(issued, "1 minute");
        String serial = serial(permit);
        Answer file = admin.get(file(permit));
        assertThat(file.status()).isEqualTo(200);
        assertThat(Pdfs.textOf(file.bytes()))
                .contains("What it certifies", "Confidential Information", serial)
                .contains(tenant.admin().name(), tenant.admin().email(), tenant.name());
        assertThat(file.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(file.header("Content-Disposition"))
                .startsWith("attachment;")
                .contains(issued.certification() + "-" + serial + ".pdf");
        assertThat(file.header("Cache-Control")).contains("no-store");
        assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(file.header("Content-Security-Policy")).startsWith("sandbox");
        assertThat(file.header("ETag"))
                .isEqualTo('"' + HexFormat.of().formatHex(Sha256.digest().digest(file.bytes())) + '"');
        assertThat(file.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(file.header("Content-Length")).isEqualTo("" + file.bytes().length);
    }

    @Test
    void aSignedDocumentIsSentByteForByte() {
        Issued signed = fixtures.certificate(Pdfs.page("Signed"), "UNTOUCHED");
        UUID permit = actor.permit(signed, "1 minute");
        Answer file = admin.get(file(permit));
        fixtures.retire(signed);
        assertThat(file.bytes()).isEqualTo(signed.bytes());
        assertThat(file.header("Content-Disposition")).contains(signed.certification() + "-" + serial(permit) + ".pdf");
    }

    @Test
    void aPermitGivesTheSameBytesEachTimeAndAnotherPermitGivesOthers() {
        UUID permit = actor.permit(issued, "1 minute");
        byte[] copy = admin.get(file(permit)).bytes();
        assertThat(Arrays.equals(admin.get(file(permit)).bytes(), copy)).isTrue();
        assertThat(Arrays.equals(
                        admin.get(file(actor.permit(issued, "1 minute"))).bytes(), copy))
                .isFalse();
    }

    /** Fails without {@code places.take} in {@code Copies}. */
    @Test
    void whoeverFindsAllPlacesTakenGets503AndNothingOfTheCopy() throws Exception {
        UUID permit = actor.permit(issued, "1 minute");
        places.take(places.all());
        try {
            Answer busy = admin.get(file(permit));
            assertThat(busy.status()).isEqualTo(503);
            assertThat(busy.header("Content-Type")).startsWith("text/html");
        } finally {
            places.release(places.all());
        }
        assertThat(admin.get(file(permit)).status()).isEqualTo(200);
        // It has given its places back.
        places.take(places.all());
        places.release(places.all());
    }

    @Test
    void whatWasDeliveredIsTold() {
        UUID permit = actor.permit(issued, "1 minute");
        Answer head = admin.head(file(permit));
        long size = Long.parseLong(head.header("Content-Length"));
        assertThat(told).isEmpty();

        admin.get(file(permit), "Range", "bytes=5-9");
        await().until(() -> told.size() == 1);
        admin.get(file(permit));
        await().until(() -> told.size() == 2);

        assertThat(told)
                .allSatisfy(event -> {
                    assertThat(event.permit()).isEqualTo(new PermitId(permit));
                    assertThat(event.copySize()).isEqualTo(size);
                    assertThat('"' + event.copySha256() + '"').isEqualTo(head.header("ETag"));
                })
                .extracting(CopyDelivered::fromByte, CopyDelivered::bytesSent, CopyDelivered::bytesAsked)
                .containsExactly(tuple(5L, 5L, 5L), tuple(0L, size, size));
    }

    /** Fails without {@code finally} in {@code Deliveries}, and if bytes count that are only on their way. */
    @Test
    void aDeliveryThatBreaksOffIsToldWithWhatWentOut() throws Exception {
        UUID permit = actor.permit(issued, "1 minute");
        try (Socket client = new Socket()) {
            client.setReceiveBufferSize(4096);
            client.connect(new InetSocketAddress("localhost", port));
            client.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: localhost:%d\r\nCookie: SESSION=%s\r\n\r\n"
                            .formatted(file(permit), port, admin.session())
                            .getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().readNBytes(2000);
            client.setSoLinger(true, 0);
        }
        await().until(() -> told.size() == 1);
        CopyDelivered event = told.get(0);
        assertThat(event.bytesSent()).isLessThan(event.bytesAsked());
        assertThat(event.bytesAsked()).isEqualTo(event.copySize());
    }

    private String serial(UUID permit) {
        return fixtures.asOwner(database -> Serial.of(database.sql("select serial from download_permit where id = :id")
                        .param("id", permit)
                        .query((row, number) -> row.getBytes(1))
                        .single())
                .toString());
    }

    @Test
    void headTellsTheSameWithoutTheBytes() {
        Answer head = admin.head(file(actor.permit(issued, "1 minute")));
        assertThat(head.status()).isEqualTo(200);
        assertThat(Long.parseLong(head.header("Content-Length"))).isGreaterThan(issued.bytes().length);
        assertThat(head.bytes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1048570, 1048591", "3000000, -1", "-5, -1", "3000000, 99999999"})
    void oneRangeIsSentAlone(int first, int end) {
        String file = file(actor.permit(issued, "1 minute"));
        byte[] whole = admin.get(file).bytes();
        int from = first < 0 ? whole.length + first : first;
        int to = end < 0 ? whole.length : Math.min(end, whole.length);
        String range = first < 0 ? "" + first : first + "-" + (end < 0 ? "" : end - 1);
        Answer part = admin.get(file, "Range", "bytes=" + range);
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("Content-Range")).isEqualTo("bytes " + from + "-" + (to - 1) + "/" + whole.length);
        assertThat(Arrays.equals(part.bytes(), Arrays.copyOfRange(whole, from, to)))
                .isTrue();
    }

    @Test
    void aRangeBeyondTheEndCannotBeSatisfied() {
        String file = file(actor.permit(issued, "1 minute"));
        String size = admin.head(file).header("Content-Length");
        Answer part = admin.get(file, "Range", "bytes=" + size + "-");
        assertThat(part.status()).isEqualTo(416);
        assertThat(part.header("Content-Range")).isEqualTo("bytes */" + size);
        assertThat(part.bytes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,5-9", "bytes=x-y", "lines=1-2", "bytes=5-2"})
    void whatIsNotOneGoodRangeIsAnsweredWithTheWhole(String range) {
        Answer whole = admin.get(file(actor.permit(issued, "1 minute")), "Range", range);
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.header("Content-Length")).isEqualTo("" + whole.bytes().length);
        assertThat(whole.bytes()).hasSizeGreaterThan(issued.bytes().length);
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

    // DownloadController: the check of the permit's time, and the one in read_document behind it
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

    // DownloadController: "!granted.belongsTo(member)"
    @Test
    void aPermitIsGoneForWhoeverHasTheAddressNext() {
        UUID permit = actor.permit(issued, "1 minute");
        fixtures.update(
                "update user_account set name = 'Somebody else' where id = ?",
                tenant.admin().id());
        for (String path : new String[] {file(permit), tenant.path("/downloads/" + permit)}) {
            assertThat(admin.get(path).status()).isEqualTo(410);
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
        Answer answer = admin.get(file(permit));
        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(lastDenial()).isEqualTo("CERTIFICATE_NOT_ON_OFFER");
    }

    private String lastDenial() {
        return actor.inTransaction(
                database -> database.sql("""
                        select convert_from(payload, 'UTF8')::json ->> 'reason' from evidence_entry
                         where kind = 'download-denied' order by sequence desc limit 1
                        """).query(String.class).single());
    }

    // DocumentStore: the comparison of the hashes, and the line that logs it
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void bytesThatAreNotTheOnesPublishedAreNotSentAndThatIsAnAlert(CapturedOutput output) {
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
            assertThat(output.getAll()).containsPattern("ERROR .*ALERT.*" + issued.certificate());
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
}
