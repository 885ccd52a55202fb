package io.compliancecenter.evidence.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an entry says of its certificate beyond its identifier, as the function {@code certificate_fact} spells it: these keys,
 * each once, with a plain value each. Anything else is not left out of a comparison.
 */
final class CertificateParticulars {

    private static final List<byte[]> KEYS = Stream.of(
                    "certification",
                    "certificationName",
                    "version",
                    "issuer",
                    "issuedOn",
                    "validUntil",
                    "fileName",
                    "sha256",
                    "size",
                    "pages")
            .map(key -> ", \"%s\" : ".formatted(key).getBytes(StandardCharsets.US_ASCII))
            .toList();

    private CertificateParticulars() {}

    /** Where the brace is that closes them, if they begin there; -1 if they are not spelled so. */
    static int end(byte[] json, int from) {
        int at = from;
        for (byte[] key : KEYS) {
            if (at + key.length > json.length || !Arrays.equals(json, at, at + key.length, key, 0, key.length)) {
                return -1;
            }
            at = endOfValue(json, at + key.length);
        }
        return at < json.length && json[at] == '}' ? at : -1;
    }

    private static int endOfValue(byte[] json, int from) {
        int at = from;
        if (at < json.length && json[at] == '"') {
            for (at++; at < json.length && json[at] != '"'; at++) {
                if (json[at] == '\\') {
                    at++;
                }
            }
            return at + 1;
        }
        // A number, or null
        while (at < json.length && Character.isLetterOrDigit(json[at])) {
            at++;
        }
        return at;
    }
}
