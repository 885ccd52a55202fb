package io.compliancecenter.evidence.activity;

import io.compliancecenter.evidence.EntryKind;
import io.compliancecenter.evidence.Payload;
import io.compliancecenter.stamping.Serial;
import io.compliancecenter.web.ReaderZone;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Writes the activity as comma-separated values (RFC 4180), latest first. It reads and writes in batches: no database connection
 * is held while the client reads, and only one batch is in memory.
 */
@Component
class ActivityCsv {

    private static final int BATCH = 500;

    /** Tells Excel that the file is in UTF-8. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final Pattern INVISIBLE = Pattern.compile("^[\\p{Z}\\p{C}]+");

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.ALL).get();

    private static final List<String> HEADERS = List.of(
            "csv.sequence",
            "csv.recorded-at",
            "csv.kind",
            "csv.member",
            "csv.email",
            "csv.certification",
            "csv.certification-code",
            "csv.certificate-version",
            "csv.file",
            "csv.certificate-sha256",
            "csv.terms-version",
            "csv.serial",
            "csv.outcome",
            "csv.bytes-sent",
            "csv.acceptance",
            "csv.permit",
            "csv.entry-sha256");

    /** ISO 8601 with the offset from UTC, which spreadsheets and programs can both sort. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT);

    private final Activity activity;
    private final MessageSource messages;

    ActivityCsv(Activity activity, MessageSource messages) {
        this.activity = activity;
        this.messages = messages;
    }

    /** @param language of the headers, kinds and outcomes */
    void write(UUID chain, ActivityFilter filter, Locale language, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write(BYTE_ORDER_MARK);
        CSVPrinter table = new CSVPrinter(writer, FORMAT);
        table.printRecord(HEADERS.stream()
                .map(header -> word(header, language, ReaderZone.name(filter.zone())))
                .toList());
        List<ActivityEntry> batch;
        Long before = null;
        do {
            batch = activity.latest(chain, filter, before, BATCH);
            for (ActivityEntry entry : batch) {
                table.printRecord(row(entry, language, filter.zone()));
                before = entry.sequence();
            }
            table.flush();
        } while (batch.size() == BATCH);
    }

    private List<String> row(ActivityEntry entry, Locale language, ZoneId zone) {
        Payload payload = Payload.parse(entry.payload());
        EntryKind kind = entry.kind();
        return List.of(
                Long.toString(entry.sequence()),
                TIME.format(entry.recordedAt().atZone(zone)),
                word(kind.badge().label(), language),
                harmless(payload.text("member", "name")),
                harmless(payload.text("member", "email")),
                harmless(payload.text("certificate", "certificationName")),
                harmless(payload.text("certificate", "certification")),
                payload.text("certificate", "version"),
                harmless(payload.text("certificate", "fileName")),
                payload.text("certificate", "sha256"),
                payload.text("terms", "version"),
                payload.text("serial").isEmpty() ? "" : new Serial(payload.text("serial")).toString(),
                outcome(kind, payload, language),
                payload.text("delivery", "bytesSent"),
                payload.text("acceptance"),
                payload.text("permit"),
                HexFormat.of().formatHex(entry.hash()));
    }

    private String outcome(EntryKind kind, Payload payload, Locale language) {
        return switch (kind) {
            case ACCEPTANCE, PERMIT -> "";
            case DELIVERY ->
                word(
                        payload.text("delivery", "outcome").equals("finished")
                                ? "csv.outcome.finished"
                                : "csv.outcome.broken-off",
                        language);
            case DENIAL -> word(DenialReasons.messageKey(payload.text("reason")), language);
        };
    }

    private String word(String key, Locale language, Object... arguments) {
        return messages.getMessage(key, arguments, language);
    }

    /**
     * Keeps a spreadsheet from reading a text as a formula, as
     * <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP</a> advises: puts an apostrophe before characters
     * that start a formula, also after blanks and in the full-width forms that Excel treats alike.
     */
    static String harmless(String text) {
        String start = INVISIBLE.matcher(text).replaceFirst("");
        boolean formula = !start.isEmpty() && "=+-@\uFF1D\uFF0B\uFF0D\uFF20|%".indexOf(start.charAt(0)) >= 0;
        boolean control = !text.isEmpty() && text.charAt(0) < ' ';
        return formula || control ? '\'' + text : text;
    }
}
