package io.compliancecenter.evidence.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The columns by which an entry is found are not hashed: they must say what its payload says, or it could be hidden from
 * those who look for it.
 */
final class EntryColumns {

    /** As the database spells them. Inside of a text they cannot stand, where each quotation mark is behind a backslash. */
    private static final byte[] MEMBER = ascii("\"member\" : {\"id\" : \"");

    private static final byte[] CERTIFICATE = ascii("\"certificate\" : {\"id\" : \"");
    private static final byte[] ACCEPTANCE = ascii("{\"acceptance\" : \"");
    private static final byte[] PERMIT = ascii("{\"permit\" : \"");

    private EntryColumns() {}

    /** Whether the columns are right. */
    static boolean match(EntryRow row) {
        byte[] payload = row.payload();
        boolean asSpelled = is(row.user(), payload, indexAfter(payload, MEMBER))
                && is(row.certificate(), payload, indexAfter(payload, CERTIFICATE))
                && is(row.subject(), payload, subject(payload));
        // Only where it is not spelled as usual does it have to be read.
        return asSpelled || matchAsRead(row);
    }

    private static int subject(byte[] payload) {
        if (startsWith(payload, 0, ACCEPTANCE)) {
            return ACCEPTANCE.length;
        }
        return startsWith(payload, 0, PERMIT) ? PERMIT.length : -1;
    }

    private static boolean is(@Nullable UUID column, byte[] payload, int at) {
        if (column == null || at < 0) {
            return column == null && at < 0;
        }
        return TextBuffer.isUuid(payload, at, column)
                && at + TextBuffer.UUID_LENGTH < payload.length
                && payload[at + TextBuffer.UUID_LENGTH] == '"';
    }

    /** Where the certificate's identifier ends, with its quotation mark; -1 where none is spelled as usual. */
    static int afterCertificate(byte[] payload) {
        int at = indexAfter(payload, CERTIFICATE);
        int end = at + TextBuffer.UUID_LENGTH + 1;
        return at < 0 || end > payload.length ? -1 : end;
    }

    private static int indexAfter(byte[] text, byte[] what) {
        for (int at = 0; at <= text.length - what.length; at++) {
            if (text[at] == what[0] && text[at + 1] == what[1] && startsWith(text, at, what)) {
                return at + what.length;
            }
        }
        return -1;
    }

    private static boolean startsWith(byte[] text, int at, byte[] what) {
        if (at + what.length > text.length) {
            return false;
        }
        for (int offset = 0; offset < what.length; offset++) {
            if (text[at + offset] != what[offset]) {
                return false;
            }
        }
        return true;
    }

    private static boolean matchAsRead(EntryRow row) {
        try {
            JsonNode facts = JsonMapper.shared().readTree(row.payload());
            String kind = new String(row.kind(), StandardCharsets.UTF_8);
            String subject = kind.equals("acceptance-recorded") ? "acceptance" : "permit";
            return Objects.equals(text(row.user()), text(facts.path("member").path("id")))
                    && Objects.equals(
                            text(row.certificate()),
                            text(facts.path("certificate").path("id")))
                    && Objects.equals(text(row.subject()), text(facts.path(subject)));
        } catch (JacksonException malformed) {
            return false;
        }
    }

    private static @Nullable String text(@Nullable UUID column) {
        return column == null ? null : column.toString();
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
