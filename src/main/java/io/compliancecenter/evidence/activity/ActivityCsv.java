package io.compliancecenter.evidence.activity;

import io.compliancecenter.evidence.EntryKind;
import io.compliancecenter.evidence.MemberAddress;
import io.compliancecenter.evidence.Payload;
import io.compliancecenter.evidence.SignInText;
import io.compliancecenter.stamping.Serial;
import io.compliancecenter.support.CsvTable;
import io.compliancecenter.web.ReaderZone;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Writes the activity as comma-separated values, latest first. It reads and writes in batches: no database connection
 * is held while the client reads, and only one batch is in memory.
 */
@Component
class ActivityCsv {

    private static final int BATCH = 500;

    private final Activity activity;
    private final MessageSource messages;

    private record Column(String header, BiFunction<Activity.Entry, Payload, String> cell) {

        Column(String header, String... path) {
            this(header, (entry, payload) -> payload.text(path));
        }
    }

    ActivityCsv(Activity activity, MessageSource messages) {
        this.activity = activity;
        this.messages = messages;
    }

    /** @param language of the headers, kinds and outcomes */
    void write(UUID chain, ActivityFilter filter, Locale language, OutputStream out) throws IOException {
        List<Column> columns = columns(language, filter.zone());
        CsvTable table = new CsvTable(
                out,
                columns.stream()
                        .map(column -> word(column.header(), language, ReaderZone.name(filter.zone())))
                        .toList());
        List<Activity.Entry> batch;
        long before = Long.MAX_VALUE;
        do {
            batch = activity.latest(chain, filter, before, BATCH);
            for (Activity.Entry entry : batch) {
                Payload payload = Payload.parse(entry.payload());
                table.row(columns.stream()
                        .map(column -> column.cell().apply(entry, payload))
                        .toList());
                before = entry.idSequence();
            }
            table.flush();
        } while (batch.size() == BATCH);
    }

    private List<Column> columns(Locale language, ZoneId zone) {
        return List.of(
                new Column("csv.sequence", (entry, payload) -> Long.toString(entry.idSequence())),
                new Column("csv.recorded-at", (entry, payload) -> CsvTable.time(entry.recordedAt(), zone)),
                new Column(
                        "csv.kind",
                        (entry, payload) -> word(entry.kind().badge().label(), language)),
                new Column("csv.member", "member", "name"),
                new Column("csv.email", (entry, payload) -> MemberAddress.of(payload, messages, language)),
                new Column("csv.certification", "certificate", "certificationName"),
                new Column("csv.certification-code", "certificate", "certification"),
                new Column("csv.certificate-version", "certificate", "version"),
                new Column("csv.file", "certificate", "fileName"),
                new Column("csv.certificate-sha256", "certificate", "sha256"),
                new Column("csv.terms-version", "terms", "version"),
                new Column("csv.serial", (entry, payload) -> serial(payload.text("serial"))),
                new Column("csv.outcome", (entry, payload) -> outcome(entry.kind(), payload, language)),
                new Column("csv.bytes-sent", "delivery", "bytesSent"),
                new Column("csv.acceptance", "acceptance"),
                new Column("csv.permit", "permit"),
                new Column(
                        "csv.entry-sha256", (entry, payload) -> HexFormat.of().formatHex(entry.hash())),
                new Column("csv.sign-in", (entry, payload) -> signIn(entry.kind(), payload, language, zone)),
                new Column("csv.sign-in-issuer", "signIn", "issuer"),
                new Column("csv.sign-in-subject", "signIn", "subject"),
                new Column(
                        "csv.authenticated-at",
                        (entry, payload) -> CsvTable.time(payload.time("signIn", "authenticatedAt"), zone)),
                new Column("csv.acr", "signIn", "acr"),
                new Column("csv.amr", "signIn", "amr"),
                new Column("csv.agreement-signed-on", "agreement", "signedOn"),
                new Column("csv.agreement", "agreement", "id"));
    }

    private String signIn(EntryKind kind, Payload payload, Locale language, ZoneId zone) {
        return kind == EntryKind.ACCEPTANCE ? new SignInText(messages, language, zone).method(payload) : "";
    }

    private static String serial(String value) {
        return value.isEmpty() ? "" : new Serial(value).toString();
    }

    private String outcome(EntryKind kind, Payload payload, Locale language) {
        return switch (kind) {
            case ACCEPTANCE -> "";
            case PERMIT ->
                payload.text("agreement", "id").isEmpty() ? "" : word("csv.outcome.under-agreement", language);
            case AGREEMENT_APPROVED, AGREEMENT_ENDED ->
                messages.getMessage(ActivityRow.agreement(payload, language), language);
            case DELIVERY ->
                word(
                        payload.text("delivery", "outcome").equals("finished")
                                ? "csv.outcome.finished"
                                : "csv.outcome.broken-off",
                        language);
            case DENIAL -> messages.getMessage(ActivityRow.denial(payload.text("reason")), language);
            case GRANT_ENDED -> word("activity.detail.grant-ended", language);
            case CERTIFICATE_REQUESTED, REQUEST_GRANTED, REQUEST_DECLINED ->
                messages.getMessage(ActivityRow.request(kind, payload), language);
            default -> messages.getMessage(MemberChangeText.of(kind, payload), language);
        };
    }

    private String word(String key, Locale language, Object... arguments) {
        return messages.getMessage(key, arguments, language);
    }
}
