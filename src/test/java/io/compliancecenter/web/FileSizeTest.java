package io.compliancecenter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileSizeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1 kB",
        "80499, 80 kB",
        "999499, 999 kB",
        "999500, 1 MB",
        "1449999, 1.4 MB",
        "26214400, 26.2 MB"
    })
    void isToldInTheUnitThatFits(long bytes, String text) {
        assertThat(FileSize.text(bytes, Locale.ENGLISH)).isEqualTo(text);
    }

    @Test
    void hasTheDecimalSeparatorOfTheReader() {
        assertThat(FileSize.text(1_400_000, Locale.GERMAN)).isEqualTo("1,4 MB");
    }
}
