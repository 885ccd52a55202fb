package io.compliancecenter.evidence.activity;

import io.compliancecenter.evidence.ActivityFilter;
import io.compliancecenter.evidence.EntryKind;
import io.compliancecenter.evidence.EvidenceEntries;
import io.compliancecenter.evidence.EvidenceEntry;
import io.compliancecenter.evidence.Facts;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.stamping.Serial;
import io.compliancecenter.web.ReaderZone;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * The activity as comma-separated values (RFC 4180), the latest first. It is read and written in stretches: no connection to
 * the database is held while the client reads, and not more than a stretch is in memory.
 */
@Component
class ActivityCsv {

    private static final int STRETCH = 500;

    /** By it, Excel knows that the file is in UTF-8. */
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
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT);

    private final EvidenceEntries entries;
    private final MessageSource messages;

    ActivityCsv(EvidenceEntries entries, MessageSource messages) {
        this.entries = entries;
        this.messages = messages;
    }

    /** @param language of the headers, and of what is not a name or a number */
    void write(OrganizationId organization, ActivityFilter filter, Locale language, OutputStream out)
            throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write(BYTE_ORDER_MARK);
        CSVPrinter table = new CSVPrinter(writer, FORMAT);
        table.printRecord(HEADERS.stream()
                .map(header -> word(header, language, ReaderZone.name(filter.zone())))
                .toList());
        List<EvidenceEntry> stretch = entries.latest(organization, filter, null, STRETCH);
        while (!stretch.isEmpty()) {
            for (EvidenceEntry entry : stretch) {
                table.printRecord(row(entry, language, filter.zone()));
            }
            table.flush();
            stretch = entries.latest(organization, filter, last(stretch), STRETCH);
        }
        table.flush();
    }

    private static @Nullable Long last(List<EvidenceEntry> stretch) {
        return stretch.get(stretch.size() - 1).header().sequence();
    }

    private List<String> row(EvidenceEntry entry, Locale language, ZoneId zone) {
        Facts facts = Facts.of(entry.payload());
        EntryKind kind = EntryKind.of(entry.header().kind());
        return List.of(
                Long.toString(entry.header().sequence()),
                MOMENT.format(entry.header().recordedAt().atZone(zone)),
                word(kind.badge().label(), language),
                harmless(facts.text("member", "name")),
                harmless(facts.text("member", "email")),
                harmless(facts.text("certificate", "certificationName")),
                harmless(facts.text("certificate", "certification")),
                facts.text("certificate", "version"),
                harmless(facts.text("certificate", "fileName")),
                facts.text("certificate", "sha256"),
                facts.text("terms", "version"),
                facts.text("serial").isEmpty() ? "" : new Serial(facts.text("serial")).toString(),
                outcome(kind, facts, language),
                facts.text("delivery", "bytesSent"),
                facts.text("acceptance"),
                facts.text("permit"),
                entry.hash());
    }

    private String outcome(EntryKind kind, Facts facts, Locale language) {
        return switch (kind) {
            case ACCEPTANCE, PERMIT -> "";
            case DELIVERY ->
                word(
                        facts.text("delivery", "outcome").equals("finished")
                                ? "csv.outcome.finished"
                                : "csv.outcome.broken-off",
                        language);
            case DENIAL -> word(DenialReasons.messageKey(facts.text("reason")), language);
        };
    }

    private String word(String key, Locale language, Object... arguments) {
        return messages.getMessage(key, arguments, language);
    }

    /**
     * Keeps a spreadsheet from taking a text for a formula, as
     * <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP</a> advises: an apostrophe before whatever one may
     * begin with, also behind blanks and in the wide forms that Excel takes for the same.
     */
    static String harmless(String text) {
        String start = INVISIBLE.matcher(text).replaceFirst("");
        boolean formula = !start.isEmpty() && "=+-@\uFF1D\uFF0B\uFF0D\uFF20|%".indexOf(start.charAt(0)) >= 0;
        boolean control = !text.isEmpty() && text.charAt(0) < ' ';
        return formula || control ? '\'' + text : text;
    }
}
