package io.compliancecenter.evidence;

import io.compliancecenter.download.Serial;
import io.compliancecenter.organization.OrganizationId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;
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

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setQuoteMode(QuoteMode.ALL)
            .setHeader(
                    "sequence",
                    "recorded at (UTC)",
                    "kind",
                    "member",
                    "e-mail",
                    "certification",
                    "certificate version",
                    "terms version",
                    "serial",
                    "outcome",
                    "bytes sent",
                    "acceptance",
                    "permit",
                    "entry SHA-256")
            .get();

    private final EvidenceEntries entries;

    ActivityCsv(EvidenceEntries entries) {
        this.entries = entries;
    }

    void write(OrganizationId organization, ActivityFilter filter, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write(BYTE_ORDER_MARK);
        CSVPrinter table = new CSVPrinter(writer, FORMAT);
        List<EvidenceEntry> stretch = entries.latest(organization, filter, null, STRETCH);
        while (!stretch.isEmpty()) {
            for (EvidenceEntry entry : stretch) {
                table.printRecord(row(entry));
            }
            table.flush();
            stretch = entries.latest(organization, filter, last(stretch), STRETCH);
        }
        table.flush();
    }

    private static @Nullable Long last(List<EvidenceEntry> stretch) {
        return stretch.get(stretch.size() - 1).header().sequence();
    }

    private static List<String> row(EvidenceEntry entry) {
        Facts facts = Facts.of(entry.payload());
        EntryKind kind = EntryKind.of(entry.header().kind());
        return List.of(
                Long.toString(entry.header().sequence()),
                entry.header().recordedAt().toString(),
                entry.header().kind(),
                harmless(facts.text("member", "name")),
                harmless(facts.text("member", "email")),
                harmless(facts.text("certificate", "certificationName")),
                facts.text("certificate", "version"),
                facts.text("terms", "version"),
                facts.text("serial").isEmpty() ? "" : new Serial(facts.text("serial")).toString(),
                kind == EntryKind.DENIAL ? facts.text("reason") : facts.text("delivery", "outcome"),
                facts.text("delivery", "bytesSent"),
                facts.text("acceptance"),
                facts.text("permit"),
                entry.hash());
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
