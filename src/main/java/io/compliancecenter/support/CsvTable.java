package io.compliancecenter.support;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;

/** Writes comma-separated values (RFC 4180) for spreadsheets, in UTF-8. */
public final class CsvTable {

    /** Tells Excel that the file is in UTF-8. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final Pattern INVISIBLE = Pattern.compile("^[\\p{Z}\\p{C}]+");

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.ALL).get();

    /** ISO 8601 with the offset from UTC, which spreadsheets and programs can both sort. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT);

    private final CSVPrinter printer;

    /** Begins a table with its headers. */
    public CsvTable(OutputStream out, List<String> headers) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write(BYTE_ORDER_MARK);
        printer = new CSVPrinter(writer, FORMAT);
        printer.printRecord(headers);
    }

    /** Adds a row. What a spreadsheet could take for a formula is written as text. */
    public void row(List<String> cells) throws IOException {
        printer.printRecord(cells.stream().map(CsvTable::harmless).toList());
    }

    /** Sends what was written so far. */
    public void flush() throws IOException {
        printer.flush();
    }

    /** A moment as the tables write it; empty if there is none. */
    public static String time(@Nullable Instant time, ZoneId zone) {
        return time == null ? "" : TIME.format(time.atZone(zone));
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

    /** A text as it was before a table was written with it. */
    public static String original(String cell) {
        return cell.startsWith("'") && harmless(cell.substring(1)).equals(cell) ? cell.substring(1) : cell;
    }
}
