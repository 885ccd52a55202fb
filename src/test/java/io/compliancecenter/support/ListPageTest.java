package io.compliancecenter.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListPageTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "0, -, 1, 1, 0, 0, -, -",
                "0, 7, 1, 1, 0, 0, -, -",
                "10, -, 1, 1, 0, 10, -, -",
                "11, -, 1, 2, 0, 10, -, 2",
                "25, 2, 2, 3, 10, 20, 1, 3",
                "25, 3, 3, 3, 20, 25, 2, -",
                "25, 2147483647, 3, 3, 20, 25, 2, -",
                "25, 0, 1, 3, 0, 10, -, 2",
                "25, -2147483648, 1, 3, 0, 10, -, 2"
            })
    void aPageBeyondTheEndsIsTheNearestOne(
            int rows, Integer wanted, int number, int pages, int from, int to, Integer previous, Integer next) {
        ListPage page = ListPage.of(rows, 10, wanted);
        assertThat(page).isEqualTo(new ListPage(number, pages, from, to));
        assertThat(page.previous()).isEqualTo(previous);
        assertThat(page.next()).isEqualTo(next);
    }

    @Test
    void itHasItsRows() {
        assertThat(ListPage.of(25, 10, 3).rowsOf(IntStream.range(0, 25).boxed().toList()))
                .containsExactly(20, 21, 22, 23, 24);
    }
}
