package io.compliancecenter.evidence.receipt;

import io.compliancecenter.evidence.EntryHeader;
import io.compliancecenter.evidence.EntryKind;
import io.compliancecenter.evidence.EvidenceEntry;
import io.compliancecenter.evidence.Facts;
import io.compliancecenter.evidence.checkpoint.Checkpoint;
import io.compliancecenter.stamping.Serial;
import io.compliancecenter.web.FileSize;
import io.compliancecenter.web.PageLanguages;
import io.compliancecenter.web.ReaderZone;
import io.compliancecenter.web.TimeText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * A receipt in words, the same for its page and its PDF, with times in UTC. It says what is on record and nothing beyond.
 *
 * @param title of the whole
 * @param statement the acceptance in one sentence
 * @param sections the facts
 */
record ReceiptText(String title, String statement, List<Section> sections) {

    /** Facts under a heading. */
    record Section(String title, List<Line> lines) {}

    /**
     * One fact.
     *
     * @param code whether the value is for comparing, letter by letter
     * @param time the value as a moment or day; null if it is none
     */
    record Line(
            String label,
            String value,
            boolean code,
            @Nullable TimeText time) {}

    static ReceiptText of(Receipt receipt, MessageSource messages, Locale reader) {
        return new Writer(messages, reader).write(receipt);
    }

    /** Puts a receipt into words. */
    private static final class Writer {

        private final MessageSource messages;
        private final Locale reader;

        private List<Line> lines = new ArrayList<>();

        Writer(MessageSource messages, Locale reader) {
            this.messages = messages;
            this.reader = reader;
        }

        ReceiptText write(Receipt receipt) {
            Facts facts = receipt.facts();
            return new ReceiptText(
                    word("receipt.title"),
                    word(
                            "receipt.statement",
                            facts.text("member", "name"),
                            facts.text("organization", "name"),
                            facts.text("terms", "version")),
                    List.of(
                            agreement(facts),
                            person(facts),
                            certificate(facts),
                            copies(receipt.copies()),
                            place(receipt.entry(), receipt.checkpoint())));
        }

        private Section agreement(Facts facts) {
            moment("receipt.accepted-at", facts.moment("acceptedAt"));
            text("terms.version", facts.text("terms", "version"));
            text("receipt.terms-language", language(facts.text("terms", "locale")));
            code("receipt.terms-sha256", facts.text("terms", "sha256"));
            text("receipt.checkbox", facts.text("words", "checkbox"));
            text("receipt.button", facts.text("words", "button"));
            text("receipt.words-language", language(facts.text("words", "locale")));
            code("receipt.acceptance", facts.text("acceptance"));
            return section("receipt.agreement");
        }

        private Section person(Facts facts) {
            text("receipt.name", facts.text("member", "name"));
            text("receipt.email", facts.text("member", "email"));
            text("receipt.role", word("role." + facts.text("member", "role")));
            text("receipt.on-behalf-of", facts.text("onBehalfOf"));
            text("receipt.address", facts.text("client", "address"));
            text("receipt.user-agent", facts.text("client", "userAgent"));
            text("receipt.sign-in", word(SignInMethods.messageKey(facts.text("signIn", "method"))));
            moment("receipt.signed-in-at", facts.moment("signIn", "at"));
            return section("receipt.person");
        }

        private Section certificate(Facts facts) {
            text(
                    "certificate",
                    word(
                            "download.what",
                            facts.text("certificate", "certificationName"),
                            facts.number("certificate", "version")));
            text("certificate.issuer", facts.text("certificate", "issuer"));
            day("certificate.issued-on", facts.text("certificate", "issuedOn"));
            day("certificate.valid-until", facts.text("certificate", "validUntil"));
            text("certificate.file", facts.text("certificate", "fileName"));
            code("receipt.certificate-sha256", facts.text("certificate", "sha256"));
            return section("certificate");
        }

        private Section copies(List<EvidenceEntry> entries) {
            for (EvidenceEntry entry : entries) {
                Facts facts = Facts.of(entry.payload());
                TimeText at = time(entry.header().recordedAt());
                lines.add(
                        entry.header().kind().equals(EntryKind.PERMIT.code())
                                ? new Line(
                                        word("receipt.permit"),
                                        word("receipt.serial", serial(facts), at.text()),
                                        false,
                                        null)
                                : new Line(word("receipt.delivery"), delivery(facts, at), false, null));
            }
            if (entries.isEmpty()) {
                lines.add(new Line(word("receipt.copies"), word("receipt.copies.none"), false, null));
            }
            return section("receipt.copies");
        }

        private String delivery(Facts facts, TimeText at) {
            return word(
                    facts.text("delivery", "outcome").equals("finished")
                            ? "receipt.delivery.finished"
                            : "receipt.delivery.broken-off",
                    at.text(),
                    FileSize.text(facts.number("delivery", "bytesSent"), reader),
                    FileSize.text(facts.number("delivery", "bytesAsked"), reader));
        }

        private Section place(EvidenceEntry entry, @Nullable Checkpoint checkpoint) {
            EntryHeader header = entry.header();
            code("receipt.chain", header.chain().toString());
            text("receipt.sequence", Long.toString(header.sequence()));
            moment("receipt.recorded-at", header.recordedAt());
            code("receipt.entry-sha256", entry.hash());
            code("receipt.previous-sha256", header.previousHash());
            code("receipt.payload-sha256", header.payloadSha256());
            coverage(checkpoint);
            return section("receipt.place");
        }

        private void coverage(@Nullable Checkpoint checkpoint) {
            if (checkpoint == null) {
                text("receipt.checkpoint", word("receipt.checkpoint.none"));
                return;
            }
            text(
                    "receipt.checkpoint",
                    word(
                            "receipt.checkpoint.covering",
                            Long.toString(checkpoint.body().number()),
                            time(checkpoint.body().time()).text()));
            code("receipt.checkpoint-root", checkpoint.body().root());
            text("receipt.timestamp", timestamp(checkpoint));
        }

        private String timestamp(Checkpoint checkpoint) {
            try {
                return checkpoint
                        .timestamp()
                        .map(timestamp -> word(
                                "receipt.timestamp.by", time(timestamp.time()).text(), timestamp.authorityName()))
                        .orElseGet(() -> word("receipt.timestamp.none"));
            } catch (IllegalArgumentException invalid) {
                return word("receipt.timestamp.invalid");
            }
        }

        private static String serial(Facts facts) {
            return new Serial(facts.text("serial")).toString();
        }

        private String language(String tag) {
            return PageLanguages.name(Locale.forLanguageTag(tag), reader);
        }

        private void text(String label, String value) {
            if (!value.isEmpty()) {
                lines.add(new Line(word(label), value, false, null));
            }
        }

        private void code(String label, String value) {
            lines.add(new Line(word(label), value, true, null));
        }

        private void moment(String label, @Nullable Instant moment) {
            if (moment != null) {
                time(label, time(moment));
            }
        }

        private void day(String label, String day) {
            if (!day.isEmpty()) {
                time(label, TimeText.of(LocalDate.parse(day), reader));
            }
        }

        private TimeText time(Instant moment) {
            return TimeText.of(moment, reader, ReaderZone.UTC);
        }

        private void time(String label, TimeText time) {
            lines.add(new Line(word(label), time.text(), false, time));
        }

        private Section section(String title) {
            List<Line> finished = lines;
            lines = new ArrayList<>();
            return new Section(word(title), finished);
        }

        private String word(String key, Object... arguments) {
            return messages.getMessage(key, arguments, reader);
        }
    }
}
