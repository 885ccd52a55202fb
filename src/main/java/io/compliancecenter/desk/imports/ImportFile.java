package io.compliancecenter.desk.imports;

import io.compliancecenter.organization.PersonName;
import io.compliancecenter.organization.Role;
import io.compliancecenter.support.CsvTable;
import io.compliancecenter.support.EmailAddress;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file of Organizations and members: in UTF-8, with commas or semicolons, as spreadsheets write it. It finds all that
 * is wrong with the file alone; what is wrong in view of what there is already, the database finds.
 */
final class ImportFile {

    /** Lines with content, without the header. */
    static final int MOST_LINES = 10_000;

    /** More are not of use to anybody. */
    private static final int MOST_ERRORS = 50_000;

    /** In characters, with all lines that a cell has. More are in memory only up to here. */
    private static final int LONGEST_LINE = 40_000;

    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_KEY = 254;
    private static final int LONGEST_VALUE = 100;
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final Pattern CONTROL =
            Pattern.compile("[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]");

    private final List<ImportLine> lines = new ArrayList<>();
    private final List<ImportError> errors = new ArrayList<>();
    private final Map<ImportColumn, Integer> columns = new EnumMap<>(ImportColumn.class);
    /** By Organization and address */
    private final Map<String, Integer> members = new HashMap<>();
    /** By Organization */
    private final Map<String, NamedAt> names = new HashMap<>();

    private record NamedAt(String name, int line) {}

    /** Of the header */
    private int width;

    private ImportFile() {}

    /** What a file says. */
    record Content(List<ImportLine> lines, List<ImportError> errors) {}

    static Content read(Path file) throws IOException {
        ImportFile result = new ImportFile();
        int undecodable = undecodableLine(file);
        if (undecodable > 0) {
            result.add(undecodable, "", "encoding", "");
        } else {
            CSVFormat format =
                    CSVFormat.RFC4180.builder().setDelimiter(delimiter(file)).get();
            try (LineLimit reader = new LineLimit(afterMark(Files.newBufferedReader(file)));
                    CSVParser parser = format.parse(reader)) {
                result.read(parser, reader);
            }
        }
        return new Content(List.copyOf(result.lines), List.copyOf(result.errors));
    }

    /** The first line that is not in UTF-8; 0 if there is none. */
    private static int undecodableLine(Path file) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        // Each byte is a character.
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                try {
                    decoder.decode(ByteBuffer.wrap(line.getBytes(StandardCharsets.ISO_8859_1)));
                } catch (CharacterCodingException notUtf8) {
                    return number;
                }
            }
            return 0;
        }
    }

    /** Whichever of the two is more frequent in the header. */
    private static char delimiter(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String header = reader.readLine();
            long commas =
                    header == null ? 0 : header.chars().filter(c -> c == ',').count();
            long semicolons =
                    header == null ? 0 : header.chars().filter(c -> c == ';').count();
            return semicolons > commas ? ';' : ',';
        }
    }

    private static Reader afterMark(Reader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    /** Fails once a line is too long: one without an end, or with millions of cells, would be in memory as a whole. */
    private static final class LineLimit extends FilterReader {

        /** Since the last line ended; the parser has read a little further. */
        private int characters;

        LineLimit(Reader in) {
            super(in);
        }

        boolean isReached() {
            return characters > LONGEST_LINE;
        }

        void next() {
            characters = 0;
        }

        @Override
        public int read(char[] buffer, int from, int count) throws IOException {
            int read = super.read(buffer, from, count);
            characters += Math.max(read, 0);
            if (isReached()) {
                throw new IOException("A line is too long");
            }
            return read;
        }

        @Override
        public int read() throws IOException {
            char[] one = new char[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }
    }

    private void read(CSVParser parser, LineLimit limit) {
        int line = 1;
        int read = 0;
        boolean header = false;
        Iterator<CSVRecord> records = parser.iterator();
        try {
            while (records.hasNext()) {
                CSVRecord row = records.next();
                limit.next();
                int first = line;
                line = (int) parser.getCurrentLineNumber() + 1;
                if (row.stream().allMatch(String::isBlank)) {
                    continue;
                }
                if (!header) {
                    header = true;
                    if (!readHeader(row, first)) {
                        return;
                    }
                } else if (++read > MOST_LINES) {
                    add(first, "", "too-many-lines", String.valueOf(MOST_LINES));
                    return;
                } else {
                    readLine(row, first);
                }
            }
        } catch (UncheckedIOException malformed) {
            // The rest cannot be told apart.
            add(line, "", limit.isReached() ? "line-too-long" : "quotes", "");
            return;
        }
        if (!header) {
            add(1, "", "empty", "");
        }
    }

    /** Returns whether the lines can be understood with it. */
    private boolean readHeader(CSVRecord row, int line) {
        width = row.size();
        for (int place = 0; place < width; place++) {
            String cell = row.get(place).strip();
            ImportColumn column = ImportColumn.of(cell).orElse(null);
            if (column == null) {
                if (!cell.isEmpty()) {
                    add(line, "", "column-unknown", cell);
                }
            } else if (columns.putIfAbsent(column, place) != null) {
                add(line, column.header(), "column-twice", "");
            }
        }
        for (ImportColumn column : ImportColumn.values()) {
            if (column.isRead() && !columns.containsKey(column)) {
                add(line, column.header(), "column-missing", "");
            }
        }
        return errors.isEmpty();
    }

    private void readLine(CSVRecord row, int line) {
        int before = errors.size();
        if (row.stream().skip(width).anyMatch(cell -> !cell.isBlank())) {
            add(line, "", "too-many-cells", "");
        }
        String organization = cell(row, ImportColumn.ORGANIZATION).toLowerCase(Locale.ROOT);
        String organizationName = cell(row, ImportColumn.ORGANIZATION_NAME);
        String email = cell(row, ImportColumn.EMAIL).toLowerCase(Locale.ROOT);
        String name = cell(row, ImportColumn.NAME);
        String role = cell(row, ImportColumn.ROLE).toUpperCase(Locale.ROOT);
        if (organization.isEmpty()) {
            add(line, ImportColumn.ORGANIZATION.header(), "missing", "");
        }
        checkText(line, ImportColumn.ORGANIZATION, organization, LONGEST_KEY);
        checkText(line, ImportColumn.ORGANIZATION_NAME, organizationName, LONGEST_TEXT);
        if (checkText(line, ImportColumn.NAME, name, LONGEST_TEXT)
                && !name.isEmpty()
                && PersonName.of(name).isEmpty()) {
            add(line, ImportColumn.NAME.header(), "no-name", "");
        }
        checkMember(line, organization, email, name, role);
        checkName(line, organization, organizationName);
        if (errors.size() == before) {
            lines.add(new ImportLine(
                    line,
                    organization,
                    orNull(organizationName),
                    orNull(email),
                    email.isEmpty() ? null : orNull(name),
                    orNull(role)));
        }
    }

    private void checkMember(int line, String organization, String email, String name, String role) {
        if (email.isEmpty()) {
            if (!name.isEmpty() || !role.isEmpty()) {
                add(line, ImportColumn.EMAIL.header(), "missing", "");
            }
            return;
        }
        if (!EmailAddress.isMailable(email)) {
            add(line, ImportColumn.EMAIL.header(), "email-invalid", email);
        }
        if (role.isEmpty()) {
            add(line, ImportColumn.ROLE.header(), "role-missing", "");
        } else if (!role.equals(Role.ADMIN.name()) && !role.equals(Role.MEMBER.name())) {
            add(line, ImportColumn.ROLE.header(), "role-invalid", role);
        }
        Integer first = members.putIfAbsent(organization + ' ' + email, line);
        if (first != null) {
            add(line, ImportColumn.EMAIL.header(), "member-twice", String.valueOf(first));
        }
    }

    private void checkName(int line, String organization, String name) {
        if (!name.isEmpty()) {
            NamedAt first = names.putIfAbsent(organization, new NamedAt(name, line));
            if (first != null && !first.name().equals(name)) {
                add(line, ImportColumn.ORGANIZATION_NAME.header(), "name-differs", String.valueOf(first.line()));
            }
        }
    }

    /** Returns whether it can be stored. */
    private boolean checkText(int line, ImportColumn column, String text, int longest) {
        if (text.codePointCount(0, text.length()) > longest) {
            add(line, column.header(), "too-long", String.valueOf(longest));
            return false;
        }
        if (CONTROL.matcher(text).find()) {
            add(line, column.header(), "control", "");
            return false;
        }
        return true;
    }

    /** On one line, and without the apostrophe with which an export keeps spreadsheets from reading a text as a formula. */
    private String cell(CSVRecord row, ImportColumn column) {
        int place = columns.getOrDefault(column, Integer.MAX_VALUE);
        String text = place < row.size() ? row.get(place) : "";
        return CsvTable.original(text.replaceAll("[\\s\\p{Z}]+", " ").strip());
    }

    private void add(int line, String field, String problem, String value) {
        if (errors.size() == MOST_ERRORS) {
            return;
        }
        String plain = CONTROL.matcher(value).replaceAll("");
        errors.add(new ImportError(
                line,
                field,
                problem,
                plain.length() > LONGEST_VALUE ? plain.substring(0, LONGEST_VALUE) + '…' : plain));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
