package io.compliancecenter.testing.filling;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A payload that the database wrote, in which other values can stand: so all the rest is spelled as the database does. */
final class PayloadTemplate {

    /** What differs from one payload to the next. */
    enum Value {
        ORGANIZATION,
        ORGANIZATION_NAME,
        USER,
        USER_NAME,
        EMAIL,
        ACCEPTANCE,
        ACCEPTED_AT,
        SIGNED_IN_AT,
        IDEMPOTENCY_KEY,
        PERMIT,
        SERIAL,
        GRANTED_AT,
        EXPIRES_AT,
        COPY_SHA256
    }

    private static final byte[] NOTHING = {};

    /** One more than there are places. */
    private final List<byte[]> literals = new ArrayList<>();

    private final List<Value> places = new ArrayList<>();

    /**
     * Makes a template.
     *
     * @param sample as the database wrote it
     * @param values what stands in the sample; wherever it does, there is a place
     */
    PayloadTemplate(String sample, Map<Value, String> values) {
        int from = 0;
        for (int at = 0; at < sample.length(); at++) {
            for (Map.Entry<Value, String> value : values.entrySet()) {
                if (sample.startsWith(value.getValue(), at)) {
                    literals.add(sample.substring(from, at).getBytes(StandardCharsets.UTF_8));
                    places.add(value.getKey());
                    at += value.getValue().length() - 1;
                    from = at + 1;
                    break;
                }
            }
        }
        literals.add(sample.substring(from).getBytes(StandardCharsets.UTF_8));
    }

    /** @param values by their ordinal; null where the template has no place for one */
    byte[] fill(byte[][] values) {
        int length = 0;
        for (byte[] literal : literals) {
            length += literal.length;
        }
        for (Value place : places) {
            length += values[place.ordinal()].length;
        }
        byte[] payload = new byte[length];
        int end = 0;
        for (int part = 0; part < literals.size(); part++) {
            byte[] literal = literals.get(part);
            System.arraycopy(literal, 0, payload, end, literal.length);
            end += literal.length;
            byte[] value = part < places.size() ? values[places.get(part).ordinal()] : NOTHING;
            System.arraycopy(value, 0, payload, end, value.length);
            end += value.length;
        }
        return payload;
    }
}
