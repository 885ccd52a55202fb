package io.compliancecenter.evidence.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only what is spelled as the database spells it is left out of a comparison. */
class CertificateParticularsTest {

    private static final String SPELLED =
            ", \"certification\" : \"soc-2\", \"certificationName\" : \"a \\\\\\\"} b\", \"version\" : 2,"
                    + " \"issuer\" : \"\", \"issuedOn\" : \"2026-01-01\", \"validUntil\" : null, \"fileName\" : \"x.pdf\","
                    + " \"sha256\" : \"00\", \"size\" : 80499, \"pages\" : 12";

    @Test
    void whatIsSpelledAsUsualEndsWithItsBrace() {
        assertThat(end(SPELLED + "}, \"words\"")).isEqualTo(SPELLED.length());
    }

    // CertificateParticulars.end: the keys, and the brace
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "\"pages\" : 12 | \"pages\" : 12, \"id\" : 3",
                "\"version\" : 2 | \"version\" : 2, \"version\" : 3",
                "\"size\" : | \"Size\" :",
                "\"pages\" : 12 | \"pages\" : {",
                "\"x.pdf\" | \"x.pdf",
                "null | [null]",
                "80499 | 80499 {",
            })
    void whatIsSpelledOtherwiseIsNot(String from, String to) {
        assertThat(SPELLED).contains(from);
        assertThat(end(SPELLED.replace(from, to) + "}, \"words\"")).isEqualTo(-1);
    }

    @Test
    void whatIsCutOffIsNot() {
        for (int length = 0; length <= SPELLED.length(); length++) {
            assertThat(end(SPELLED.substring(0, length))).isEqualTo(-1);
        }
    }

    private static int end(String json) {
        return CertificateParticulars.end(json.getBytes(StandardCharsets.UTF_8), 0);
    }
}
