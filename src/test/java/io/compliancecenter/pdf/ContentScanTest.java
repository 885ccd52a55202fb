package io.compliancecenter.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not regular is in {@code IrregularContentTest}. */
class ContentScanTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \r\n\t\f\0",
                "% only a comment",
                "q Q q q Q Q",
                "q 0.5 0 -.5 +5 1. 0 cm Q",
                "BT /F1 12 Tf 1 0 0 1 72 72 Tm (a\\)b(c)\\\\) Tj [(a) -120 <62>] TJ T* (a) ' 1 2 (b) \" ET",
                "/Span <</ActualText <FEFF> /A [1 (>>) << /B true /C null >>]>> BDC EMC /P /R DP /Q MP /A BMC EMC",
                "1 0 0 rg 0.1 G 0 0 0 1 k /CS0 cs 1 2 3 sc /P1 scn 1 /P1 SCN /P gs [3 1] 0 d 1 w 0 J 1 j 10 M /X ri 1 i",
                "0 0 m 1 1 l 1 2 3 4 5 6 c h S 0 0 9 9 re W n 0 0 9 9 re W* f* 1 2 m 1 2 3 4 v 1 2 3 4 y B*",
                "/Im1 Do /Sh1 sh"
            })
    void contentByTheStandardIsRegular(String content) throws IOException {
        assertThat(isRegular(content)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Q q",
                "q",
                "BT",
                "ET",
                "BMC",
                "/A BMC",
                "EMC",
                "1 2 3 rg 4",
                "f g",
                "1 (a) cm",
                "--1 w",
                "1e5 w",
                "1.2.3 w",
                "BI",
                "0 0 m",
                "1 1 l",
                "0 0 9 9 re W q f Q",
                "<4g> Tj",
                "[ q ]",
                "<< q >>",
                "/A << /B 1 2 >> BDC EMC",
                "/A << 1 /B >> BDC EMC",
                "/A << /B >> BDC EMC",
                "/A << /B << /C >> >> BDC EMC",
                "[ >>",
                ">",
                "q } Q",
                "é w"
            })
    void otherContentIsNot(String content) throws IOException {
        assertThat(isRegular(content)).isFalse();
    }

    @Test
    void contentOfAnySizeIsReadInConstantMemoryAndNoFurtherThanNeeded() throws IOException {
        assertThat(ContentScan.isRegular(new Repeated("q Q ", 10_000_000))).isTrue();
        Repeated irregular = new Repeated("Q ", 10_000_000);
        assertThat(ContentScan.isRegular(irregular)).isFalse();
        assertThat(irregular.left).isGreaterThan(9_000_000);
        assertThat(ContentScan.isRegular(new Repeated("[", 10_000_000))).isFalse();
        assertThat(ContentScan.isRegular(new Repeated("1 ", 10_000_000))).isFalse();
        assertThat(ContentScan.isRegular(new Repeated("a", 10_000_000))).isFalse();
    }

    private static boolean isRegular(String content) throws IOException {
        return ContentScan.isRegular(new ByteArrayInputStream(content.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static final class Repeated extends InputStream {

        private final byte[] text;
        private int left;
        private int at;

        Repeated(String text, int times) {
            this.text = text.getBytes(StandardCharsets.US_ASCII);
            this.left = times;
        }

        @Override
        public int read() {
            if (left == 0) {
                return -1;
            }
            int next = text[at++];
            if (at == text.length) {
                at = 0;
                left--;
            }
            return next;
        }
    }
}
