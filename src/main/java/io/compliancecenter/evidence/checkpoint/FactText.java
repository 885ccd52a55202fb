package io.compliancecenter.evidence.checkpoint;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the entry of an acceptance or of a permit says, made anew from the row of its table: as the functions {@code
 * acceptance_fact} and {@code permit_fact} spell it, but without the particulars of the certificate, which are elsewhere.
 */
final class FactText implements CopyScan.Reader<List<byte @Nullable []>> {

    private static final Pattern COLUMN = Pattern.compile("<(\\w+) ([^>]+)>");

    /** The two that an entry is filed under, and then whatever it says. */
    private static final List<String> FILED_UNDER = List.of("organization_id", "id");

    static final FactText ACCEPTANCE = new FactText("acceptance", "acceptance-recorded", """
            {"acceptance" : <uuid id>, \
            "organization" : {"id" : <uuid organization_id>, "name" : <text organization_name>}, \
            "member" : {"id" : <uuid user_id>, "name" : <text name>, "email" : <text email>, "role" : <text role>}, \
            "onBehalfOf" : <text organization_name>, \
            "terms" : {"version" : <number terms_version>, "locale" : <text terms_locale>, "sha256" : <hex terms_sha256>}, \
            "certificate" : {"id" : <uuid certificate_id>}, \
            "words" : {"checkbox" : <text checkbox_label>, "button" : <text button_label>, "locale" : <text locale>}, \
            "acceptedAt" : <time accepted_at>, \
            "client" : {"address" : <text host(client_address)>, "userAgent" : <text user_agent>}, \
            "signIn" : {"method" : <text sign_in_method>, "at" : <time signed_in_at>}, \
            "idempotencyKey" : <uuid idempotency_key>}""");

    static final FactText PERMIT = new FactText("download_permit", "permit-granted", """
            {"permit" : <uuid id>, \
            "acceptance" : <uuid acceptance_id>, \
            "serial" : <hex serial>, \
            "copy" : <text lower(copy_kind)>, \
            "organization" : {"id" : <uuid organization_id>, "name" : <text organization_name>}, \
            "member" : {"id" : <uuid user_id>, "name" : <text name>, "email" : <text email>}, \
            "certificate" : {"id" : <uuid certificate_id>}, \
            "grantedAt" : <time granted_at>, \
            "expiresAt" : <time expires_at>}""");

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final String table;
    private final byte[] kind;
    private final List<Field> fields = new ArrayList<>();
    private final byte[] end;
    private final List<String> columns = new ArrayList<>(FILED_UNDER);

    private FactText(String table, String kind, String template) {
        this.table = table;
        this.kind = ascii(kind);
        Matcher column = COLUMN.matcher(template);
        int done = 0;
        while (column.find()) {
            fields.add(new Field(
                    ascii(template.substring(done, column.start())),
                    Type.valueOf(column.group(1).toUpperCase(Locale.ROOT))));
            columns.add(column.group(2));
            done = column.end();
        }
        this.end = ascii(template.substring(done));
    }

    /** How a column comes in PostgreSQL's binary form, and how it is written. */
    private enum Type {
        NUMBER(Integer.BYTES) {
            @Override
            void write(byte[] value, TextBuffer text) {
                text.putNumber(ByteBuffer.wrap(value).getInt());
            }
        },
        TEXT(0) {
            @Override
            void write(byte[] value, TextBuffer text) {
                text.putJson(value);
            }
        },
        HEX(0) {
            @Override
            void write(byte[] value, TextBuffer text) {
                text.put('"');
                text.putHex(value);
                text.put('"');
            }
        },
        TIME(Long.BYTES) {
            @Override
            void write(byte[] value, TextBuffer text) {
                text.put('"');
                text.putTime(ByteBuffer.wrap(value).getLong());
                text.put('"');
            }
        },
        UUID(2 * Long.BYTES) {
            @Override
            void write(byte[] value, TextBuffer text) {
                ByteBuffer bytes = ByteBuffer.wrap(value);
                text.put('"');
                text.putUuid(bytes.getLong(), bytes.getLong());
                text.put('"');
            }
        };

        /** How many bytes a value has; 0 for any number. */
        private final int length;

        Type(int length) {
            this.length = length;
        }

        abstract void write(byte[] value, TextBuffer text);

        final void writeOrNull(byte @Nullable [] value, TextBuffer text) {
            if (value == null) {
                text.put(NULL);
            } else if (length > 0 && value.length != length) {
                // A column of another type than the application's
                text.putHex(value);
            } else {
                write(value, text);
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Field(byte[] before, Type type) {}

    /** Whether the entry is of this kind. */
    boolean isOf(EntryRow entry) {
        return Arrays.equals(entry.kind(), kind);
    }

    /** All rows of the table. */
    String query() {
        return "select " + String.join(", ", columns) + " from " + table;
    }

    /** How many columns a row of the {@link #query} has. */
    int fields() {
        return columns.size();
    }

    @Override
    public List<byte @Nullable []> read(DataInputStream copy) throws IOException {
        List<byte @Nullable []> row = new ArrayList<>(columns.size());
        for (int column = 0; column < columns.size(); column++) {
            row.add(EntryRow.bytes(copy));
        }
        return row;
    }

    @Override
    public int size(List<byte @Nullable []> row) {
        return row.stream().mapToInt(value -> value == null ? 0 : value.length).sum();
    }

    /** Writes what the entry of the row says, behind what it is filed under. */
    void write(List<byte @Nullable []> row, TextBuffer text) {
        int column = 0;
        for (int under = 0; under < FILED_UNDER.size(); under++) {
            Type.UUID.writeOrNull(row.get(column++), text);
        }
        for (Field field : fields) {
            text.put(field.before());
            field.type().writeOrNull(row.get(column++), text);
        }
        text.put(end);
    }

    /** Writes what the entry says in the same way, if it is spelled as entries are; else as it is. */
    static void write(EntryRow entry, TextBuffer text) {
        writeOrNull(entry.chain(), text);
        writeOrNull(entry.subject(), text);
        byte[] payload = entry.payload();
        int particulars = EntryColumns.afterCertificate(payload);
        int after = particulars < 0 ? -1 : CertificateParticulars.end(payload, particulars);
        if (after < 0) {
            text.put(payload);
        } else {
            text.put(payload, 0, particulars);
            text.put(payload, after, payload.length);
        }
    }

    private static void writeOrNull(java.util.@Nullable UUID id, TextBuffer text) {
        if (id == null) {
            text.put(NULL);
        } else {
            text.put('"');
            text.putUuid(id.getMostSignificantBits(), id.getLeastSignificantBits());
            text.put('"');
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
