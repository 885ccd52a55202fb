package io.compliancecenter.mail;

import static io.compliancecenter.testing.database.Refusals.assertDenied;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.compliancecenter.database.WorkerDatabase;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.InterruptibleProxy;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.concurrency.OwnThread;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.mail.Letter;
import io.compliancecenter.testing.mail.Mailbox;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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
import org.springframework.context.ApplicationContext;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import tools.jackson.databind.json.JsonMapper;

/** Mail through a mail server that comes and goes. The application's own sending rests meanwhile. */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
class MailSendingIT {

    private static final String CHECK_VIOLATION = "23514";

    @Autowired
    ApplicationContext application;

    @Autowired
    WorkerDatabase worker;

    @Autowired
    OwnerSql sql;

    @Autowired
    MailSending ownSending;

    @Autowired
    Mailbox mailbox;

    @Autowired
    JsonMapper json;

    GreenMail server = new GreenMail(ServerSetup.SMTP.dynamicPort());
    InterruptibleProxy line;
    MailDelivery sender;
    UUID subject = UUID.randomUUID();
    String recipient = "person-" + subject + "@example.com";

    @BeforeEach
    void start() throws IOException {
        ownSending.stop();
        sql.publish(database -> database.sql("delete from mail").update());
        server.start();
        line = new InterruptibleProxy(server.getSmtp().getPort());
        sender = sender(line.port());
    }

    @AfterEach
    void stop() {
        line.close();
        server.stop();
        sql.publish(database -> database.sql("delete from mail").update());
        ownSending.start();
    }

    @Test
    void aMailIsSentAsHtmlAndAsTextInTheLanguageOfItsRecipient() throws Exception {
        queue("invitation", "de", Map.of("inviter", "Ada & Söhne", "organization", "Beispiel GmbH"));

        sender.sendDue();

        Letter letter = received().get(0);
        assertThat(letter.recipient()).isEqualTo(recipient);
        assertThat(letter.subject()).isEqualTo("Ada & Söhne lädt Sie zu Beispiel GmbH ein");
        InternetAddress from = (InternetAddress) letter.message().getFrom()[0];
        assertThat(from.getAddress()).isEqualTo("compliance@vendor.example");
        assertThat(from.getPersonal()).isEqualTo("CleverTap");
        assertThat(letter.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(letter.header("Message-ID")).matches("<[0-9a-f-]{36}@vendor\\.example>");
        assertThat(letter.html().selectFirst("html").attr("lang")).isEqualTo("de");
        assertThat(letter.html().selectFirst("h1").text()).isEqualTo(letter.subject());
        assertThat(letter.link().toString()).matches("http://localhost:\\d+/links/invitation/[A-Za-z0-9_-]{43}");
        assertThat(letter.text()).contains("Ada & Söhne lädt Sie ein, Beispiel GmbH", "\n" + letter.link(), "7 Tage");
        assertThat(state()).isEqualTo("SENT");
        sender.sendDue();
        assertThat(received()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "password-set, en, now has a password", "password-set, de, hat jetzt ein Passwort",
        "passkey-added, en, “Old <b>phone</b>” was added", "passkey-added, de, „Old <b>phone</b>“ hinzugefügt",
        "passkey-removed, en, “Old <b>phone</b>” was removed", "passkey-removed, de, „Old <b>phone</b>“ wurde",
        "identity-linked, en, accepted through Acme Login", "identity-linked, de, über Acme Login angenommen"
    })
    void aChangeOfAnAccountIsToldInHtmlAndText(String kind, String language, String words) throws Exception {
        queue(kind, language, Map.of("name", "Ada", "passkey", "Old <b>phone</b>", "provider", "Acme Login"));
        sender.sendDue();
        Letter letter = received().get(0);
        assertThat(letter.html().text()).contains("Ada", words, letter.subject());
        assertThat(letter.text()).contains("Ada", words).doesNotContain("{", "??");
        assertThat(letter.html().select("b, a[href*=/links/]")).isEmpty();
    }

    // Spring Boot has a bean "mailSender" then, a name that MailDelivery had.
    @Test
    void anApplicationWithAMailServerStartsAndSendsByIt() {
        Map<String, String> settings = Map.of(
                "spring.mail.host", "127.0.0.1",
                "spring.mail.port", Integer.toString(server.getSmtp().getPort()),
                "compliance-center.mail.from", "compliance@vendor.example",
                "compliance-center.base-url", "https://compliance.vendor.example");
        try (Instance instance = Instance.beside(application, settings)) {
            queue("password-changed", "en", Map.of("name", "Ada"));
            instance.bean(MailDelivery.class).sendDue();

            // It sends what others have left to send, too.
            assertThat(received()).extracting(Letter::recipient).contains(recipient);
        }
    }

    // MailDelivery: the call of mails.failed
    @Test
    void whileTheServerIsAwayMailWaits(CapturedOutput log) {
        queue("password-changed", "en", Map.of("name", "Ada"));
        line.cut();

        sender.sendDue();
        assertThat(state()).isEqualTo("RETRYING");
        assertThat(log).containsOnlyOnce("Mail could not be sent");
        makeDue();
        sender.sendDue();
        assertThat(log).containsOnlyOnce("Mail could not be sent");

        line.mend();
        makeDue();
        sender.sendDue();
        assertThat(received()).extracting(Letter::subject).containsExactly("Your password was changed");
        assertThat(state()).isEqualTo("SENT");
        assertThat(log).containsOnlyOnce("Mail could not be sent: resolved");
    }

    // MailDelivery.isOfThisMailOnly: a server locks the account of whoever tries too often
    @Test
    void aServerThatRefusesTheLoginIsAskedOnceAndNotForEachMail() {
        AtomicInteger attempts = new AtomicInteger();
        MailDelivery refused = sender(new MailOutlet(from(), Optional.of(message -> {
            attempts.incrementAndGet();
            throw new MailAuthenticationException("535 authentication failed");
        })));
        for (int mail = 0; mail < 5; mail++) {
            queue("password-changed", "en", Map.of("name", "Number " + mail));
        }

        refused.sendDue();

        assertThat(attempts).hasValue(1);
        sender.sendDue();
        assertThat(received()).hasSize(4);
    }

    // mail_delay
    @Test
    void eachFurtherAttemptWaitsLongerAndAfterADayThereIsNone() {
        queue("password-changed", "en", Map.of("name", "Ada"));
        line.cut();
        double waits = 0;
        double before = 0;
        int attempts = 0;
        while (!"FAILED".equals(state())) {
            makeDue();
            sender.sendDue();
            double wait = sql.work(database ->
                    database.sql("""
                            select coalesce(extract(epoch from next_attempt_at - clock_timestamp()), 0)
                              from mail where subject_id = ?
                            """).param(subject).query(Double.class).single());
            assertThat(wait).isGreaterThan(attempts == 13 ? -1 : Math.min(before * 1.5, 14_000));
            before = wait;
            waits += wait;
            attempts++;
        }
        assertThat(attempts).isEqualTo(14);
        assertThat(waits / 3600).isBetween(20.0, 30.0);
        makeDue();
        assertThat(received()).isEmpty();
    }

    // claim_mail: "next_attempt_at = clock_timestamp() + …"
    @Test
    void aMailIsNeitherLostNorSentAtOnceByOthersWhenAnInstanceDiesWhileItSends() {
        queue("invitation", "en", Map.of("inviter", "Ada", "organization", "Acme"));
        // An instance that is killed now: it has claimed the mail, and will not say how it ended.
        assertThat(sql.<List<Map<String, Object>>>work(database ->
                        database.sql("select * from claim_mail()").query().listOfRows()))
                .hasSize(1);

        sender.sendDue();
        assertThat(received()).isEmpty();

        makeDue();
        sender.sendDue();
        assertThat(received()).hasSize(1);
        assertThat(state()).isEqualTo("SENT");
    }

    // claim_mail: "for update skip locked" with the claim's own update
    @Test
    void twoInstancesDoNotSendTheSameMail() {
        for (int mail = 0; mail < 20; mail++) {
            queue("password-changed", "en", Map.of("name", "Number " + mail));
        }
        MailDelivery other = sender(line.port());

        CompletableFuture.allOf(OwnThread.run(sender::sendDue), OwnThread.run(other::sendDue))
                .join();

        assertThat(received())
                .extracting(letter -> letter.header("Message-ID"))
                .hasSize(20)
                .doesNotHaveDuplicates();
    }

    // MailDelivery: LinkTokens.hash, and reason
    @Test
    void noTokenIsInATableOrInTheLog(CapturedOutput log) {
        queue("password-reset", "en", Map.of("name", "Ada"));

        sender.sendDue();

        String token = received().get(0).token();
        assertThat(links("encode(token_hash, 'hex')"))
                .containsExactly(java.util.HexFormat.of().formatHex(LinkTokens.hash(token)));
        assertThat(sql.<List<String>>work(database -> database.sql(
                                "select mail::text from mail union all select mailed_link::text from mailed_link")
                        .query(String.class)
                        .list()))
                .hasSize(2)
                .noneMatch(row -> row.contains(token));
        assertThat(log).contains("Mail sent: password-reset").doesNotContain(token);
    }

    // MailDelivery: reason
    @Test
    void whatAServerRepeatsOfAMailIsNotKept(CapturedOutput log) {
        MailDelivery refused = sender(new MailOutlet(from(), Optional.of(message -> {
            throw new org.springframework.mail.MailSendException("550 no, not to " + recipient + " with "
                    + Letter.of(message).token());
        })));
        queue("password-reset", "en", Map.of("name", "Ada"));

        refused.sendDue();

        assertThat(sql.<String>work(database -> database.sql("select last_error from mail")
                        .query(String.class)
                        .single()))
                .isEqualTo("550 no, not to (recipient) with (link)");
        assertThat(log).contains("550 no, not to (recipient) with (link)").doesNotContain(recipient);
    }

    // MailWriter: name
    @Test
    void aNameIsNoMessageOfItsOwn() {
        queue(
                "invitation",
                "en",
                Map.of("inviter", "Pay at https://evil.example/now " + "x".repeat(200), "organization", "Acme"));

        sender.sendDue();

        Letter letter = received().get(0);
        assertThat(letter.subject())
                .startsWith("Pay at https evil example now xxx")
                .endsWith("… invites you to Acme");
        assertThat(letter.text()).doesNotContain("evil.example");
    }

    // MailWriter: line. Jakarta Mail itself makes a folded header of a line end.
    @Test
    void aNameCannotBeginAnotherHeader() {
        queue(
                "invitation",
                "en",
                Map.of("inviter", "Ada\r\nBcc:\u0007victim@example.com\u2028", "organization", "Acme\n\n<b>body</b>"));

        sender.sendDue();

        Letter letter = received().get(0);
        assertThat(received()).hasSize(1);
        assertThat(letter.header("Bcc")).isEmpty();
        assertThat(letter.subject()).isEqualTo("Ada Bcc victim example com invites you to Acme <b>body</b>");
        assertThat(letter.html().select("b")).isEmpty();
    }

    // the check of mail.recipient
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@example.com\r\nBcc: b@example.com",
                "a@example.com, b@example.com",
                "Ada <a@example.com>",
                "a@example.com;b@example.com",
                "\"a b\"@example.com",
                "group:a@example.com;",
                "a@b@example.com",
                "a @example.com",
                "example.com"
            })
    void nothingButOneAddressIsARecipient(String address) {
        assertDenied(CHECK_VIOLATION, () -> queue("password-changed", address, "en", Map.of("name", "Ada")));
    }

    @Test
    void withoutAMailServerMailIsWrittenToFilesWithinASecondOfTheCommit() {
        queue("password-changed", "first-" + recipient, "en", Map.of("name", "Ada"));
        ownSending.start();
        mailbox.awaitOne("first-" + recipient);
        // Which waits for the end of the round that it begins with
        application.getBean(MailDelivery.class).sendDue();
        queue("password-changed", "en", Map.of("name", "Ada"));
        assertThat(mailbox.to(recipient)).isEmpty();

        application.publishEvent(new MailQueued());

        assertThat(mailbox.awaitOne(recipient).text()).contains("Hello Ada");
        ownSending.stop();
    }

    private void queue(String kind, String locale, Map<String, String> parameters) {
        queue(kind, recipient, locale, parameters);
    }

    private void queue(String kind, String to, String locale, Map<String, String> parameters) {
        sql.publish(database -> database.sql("select queue_mail(?, ?, ?, cast(? as jsonb), ?)")
                .params(kind, to, locale, json.writeValueAsString(parameters), subject)
                .query(UUID.class)
                .single());
    }

    private void makeDue() {
        sql.publish(database -> database.sql(
                        "update mail set next_attempt_at = clock_timestamp() where next_attempt_at is not null")
                .update());
    }

    private String state() {
        return sql.work(database -> database.sql("select mail_state(?)")
                .param(subject)
                .query(String.class)
                .single());
    }

    private List<String> links(String column) {
        return sql.work(database -> database.sql("select " + column + " from mailed_link")
                .query(String.class)
                .list());
    }

    private List<Letter> received() {
        return Stream.of(server.getReceivedMessages()).map(Letter::of).toList();
    }

    private static InternetAddress from() {
        InternetAddress from = new InternetAddress();
        from.setAddress("compliance@vendor.example");
        return from;
    }

    private MailDelivery sender(int port) {
        JavaMailSenderImpl smtp = new JavaMailSenderImpl();
        smtp.setHost("127.0.0.1");
        smtp.setPort(port);
        return sender(new MailOutlet(from(), Optional.of(smtp::send)));
    }

    private MailDelivery sender(MailOutlet outlet) {
        MailWriter writer = new MailWriter(
                application,
                application.getBean(io.compliancecenter.catalogue.CatalogueService.class),
                application.getBean(BaseUrl.class),
                outlet,
                json);
        return new MailDelivery(worker, application.getBean(Mails.class), List.of(), writer, outlet);
    }
}
