package io.compliancecenter.evidence.receipt;

import io.compliancecenter.evidence.EntryHeader;
import io.compliancecenter.evidence.EntryKind;
import io.compliancecenter.evidence.EvidenceEntry;
import io.compliancecenter.evidence.MemberAddress;
import io.compliancecenter.evidence.Payload;
import io.compliancecenter.evidence.SignInText;
import io.compliancecenter.evidence.checkpoint.Checkpoint;
import io.compliancecenter.evidence.checkpoint.CheckpointHead;
import io.compliancecenter.evidence.receipt.Receipts.Receipt;
import io.compliancecenter.stamping.Serial;
import io.compliancecenter.web.FileSize;
import io.compliancecenter.web.ReaderZone;
import io.compliancecenter.web.TimeText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** The text of a receipt, for its page and its PDF, with times in UTC. */
record ReceiptText(String title, String statement, List<Section> sections, String termsTitle, String note) {

    record Section(String title, List<Line> lines) {}

    /**
     * A label and its value.
     *
     * @param code whether the value is compared character by character, such as a hash
     * @param time the value, if it is a time or day
     */
    record Line(
            String label,
            String value,
            boolean code,
            @Nullable TimeText time) {}

    static ReceiptText of(Receipt receipt, MessageSource messages, Locale locale) {
        return new Writer(messages, locale).write(receipt);
    }

    /** Lines without a value are null, and left out. */
    private record Writer(MessageSource messages, Locale locale) {

        ReceiptText write(Receipt receipt) {
            Payload payload = receipt.payload();
            return new ReceiptText(
                    word("receipt.title"),
                    statement(payload),
                    List.of(
                            receipt.terms() == null ? agreementOutside(payload) : agreement(payload),
                            receipt.terms() == null ? downloader(payload) : person(payload),
                            certificate(payload),
                            copies(receipt.copies()),
                            place(receipt.entry(), receipt.head())),
                    word("receipt.terms"),
                    word("receipt.note"));
        }

        private String statement(Payload payload) {
            String signedOn = payload.text("agreement", "signedOn");
            return signedOn.isEmpty()
                    ? word(
                            "receipt.statement",
                            payload.text("member", "name"),
                            payload.text("organization", "name"),
                            payload.text("terms", "version"))
                    : word(
                            "receipt.statement.agreement",
                            payload.text("member", "name"),
                            payload.text("organization", "name"),
                            TimeText.of(LocalDate.parse(signedOn), locale).text());
        }

        /** The agreement that was signed on paper, which nobody accepted here. */
        private Section agreementOutside(Payload payload) {
            return section(
                    "receipt.agreement.outside",
                    day("agreement.signed-on", payload.text("agreement", "signedOn")),
                    text("agreement.vendor-party", payload.text("agreement", "vendorParty")),
                    text("agreement.customer-party", payload.text("agreement", "customerParty")),
                    time("agreement.from", payload.time("agreement", "from")),
                    time("agreement.until", payload.time("agreement", "until")),
                    code("agreement.id", payload.text("agreement", "id")),
                    code("agreement.paper-sha256", payload.text("agreement", "paperSha256")),
                    code("agreement.sha256", payload.text("agreement", "sha256")),
                    time("receipt.granted-at", payload.time("grantedAt")),
                    code("csv.permit", payload.text("permit")));
        }

        private Section downloader(Payload payload) {
            return section(
                    "receipt.person",
                    text("receipt.name", payload.text("member", "name")),
                    text("receipt.email", MemberAddress.of(payload, messages, locale)),
                    text("receipt.on-behalf-of", payload.text("organization", "name")));
        }

        private Section agreement(Payload payload) {
            return section(
                    "receipt.agreement",
                    time("receipt.accepted-at", payload.time("acceptedAt")),
                    text("terms.version", payload.text("terms", "version")),
                    text("receipt.terms-language", language(payload.text("terms", "locale"))),
                    code("receipt.terms-sha256", payload.text("terms", "sha256")),
                    text("receipt.checkbox", payload.text("words", "checkbox")),
                    text("receipt.button", payload.text("words", "button")),
                    text("receipt.words-language", language(payload.text("words", "locale"))),
                    code("receipt.acceptance", payload.text("acceptance")));
        }

        private Section person(Payload payload) {
            return section(
                    "receipt.person",
                    text("receipt.name", payload.text("member", "name")),
                    text("receipt.email", MemberAddress.of(payload, messages, locale)),
                    text("receipt.role", word("role." + payload.text("member", "role"))),
                    text("receipt.on-behalf-of", payload.text("onBehalfOf")),
                    text("receipt.address", payload.text("client", "address")),
                    text("receipt.user-agent", payload.text("client", "userAgent")),
                    text("receipt.sign-in", new SignInText(messages, locale, ReaderZone.UTC).method(payload)),
                    time("receipt.signed-in-at", payload.time("signIn", "at")),
                    time("receipt.authenticated-at", payload.time("signIn", "authenticatedAt")),
                    text("receipt.amr", payload.text("signIn", "amr")),
                    text("receipt.acr", payload.text("signIn", "acr")));
        }

        private Section certificate(Payload payload) {
            return section(
                    "certificate",
                    text(
                            "certificate",
                            word(
                                    "download.what",
                                    payload.text("certificate", "certificationName"),
                                    payload.number("certificate", "version"))),
                    text("certificate.issuer", payload.text("certificate", "issuer")),
                    day("certificate.issued-on", payload.text("certificate", "issuedOn")),
                    day("certificate.valid-until", payload.text("certificate", "validUntil")),
                    text("certificate.file", payload.text("certificate", "fileName")),
                    code("receipt.certificate-sha256", payload.text("certificate", "sha256")));
        }

        private Section copies(List<EvidenceEntry> entries) {
            return entries.isEmpty()
                    ? section("receipt.copies", text("receipt.copies", word("receipt.copies.none")))
                    : section("receipt.copies", entries.stream().map(this::copy).toArray(Line[]::new));
        }

        private @Nullable Line copy(EvidenceEntry entry) {
            Payload payload = entry.payload();
            String at = timeText(entry.recordedAt()).text();
            if (entry.kind() == EntryKind.PERMIT) {
                String serial = new Serial(payload.text("serial")).toString();
                return text("receipt.permit", word("receipt.serial", serial, at));
            }
            boolean finished = payload.text("delivery", "outcome").equals("finished");
            return text(
                    "receipt.delivery",
                    word(
                            finished ? "receipt.delivery.finished" : "receipt.delivery.broken-off",
                            at,
                            FileSize.text(payload.number("delivery", "bytesSent"), locale),
                            FileSize.text(payload.number("delivery", "bytesAsked"), locale)));
        }

        private Section place(EvidenceEntry entry, @Nullable CheckpointHead head) {
            EntryHeader header = entry.header();
            Checkpoint checkpoint = head == null ? null : head.checkpoint();
            return section(
                    "receipt.place",
                    code("receipt.chain", header.chain().toString()),
                    text("receipt.sequence", Long.toString(header.sequence())),
                    time("receipt.recorded-at", header.recordedAt()),
                    code("receipt.entry-sha256", entry.hash()),
                    code("receipt.previous-sha256", header.previousHash()),
                    code("receipt.payload-sha256", header.payloadSha256()),
                    text("receipt.checkpoint", checkpoint(checkpoint)),
                    checkpoint == null
                            ? null
                            : code("receipt.checkpoint-root", checkpoint.body().root()),
                    checkpoint == null ? null : text("receipt.timestamp", timestamp(checkpoint)));
        }

        private String checkpoint(@Nullable Checkpoint checkpoint) {
            return checkpoint == null
                    ? word("receipt.checkpoint.none")
                    : word(
                            "receipt.checkpoint.covering",
                            Long.toString(checkpoint.body().number()),
                            timeText(checkpoint.body().time()).text());
        }

        private String timestamp(Checkpoint checkpoint) {
            try {
                return checkpoint
                        .timestamp()
                        .map(stamp -> word(
                                "receipt.timestamp.by", timeText(stamp.time()).text(), stamp.authorityName()))
                        .orElseGet(() -> word("receipt.timestamp.none"));
            } catch (IllegalArgumentException invalid) {
                return word("receipt.timestamp.invalid");
            }
        }

        private String language(String tag) {
            return Locale.forLanguageTag(tag).getDisplayName(locale);
        }

        private @Nullable Line text(String label, String value) {
            return value.isEmpty() ? null : new Line(word(label), value, false, null);
        }

        private Line code(String label, String value) {
            return new Line(word(label), value, true, null);
        }

        private @Nullable Line time(String label, @Nullable Instant time) {
            return time == null ? null : line(label, timeText(time));
        }

        private @Nullable Line day(String label, String day) {
            return day.isEmpty() ? null : line(label, TimeText.of(LocalDate.parse(day), locale));
        }

        private Line line(String label, TimeText time) {
            return new Line(word(label), time.text(), false, time);
        }

        private TimeText timeText(Instant time) {
            return TimeText.of(time, locale, ReaderZone.UTC);
        }

        private Section section(String title, @Nullable Line... lines) {
            return new Section(
                    word(title), Arrays.stream(lines).filter(Objects::nonNull).toList());
        }

        private String word(String key, Object... arguments) {
            return messages.getMessage(key, arguments, locale);
        }
    }
}
