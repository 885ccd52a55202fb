package io.compliancecenter.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "\tplain",
                "\rplain",
                "\nplain",
                "  =1",
                "\u00A0=1",
                "\uFF1D1",
                "\uFF0B1",
                "\uFF0D1",
                "\uFF20A",
                "|cmd",
                "%0A"
            })
    void whatASpreadsheetMayTakeForAFormulaIsMadeText(String cell) {
        assertThat(CsvTable.harmless(cell)).isEqualTo('\'' + cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ada Mercer", "O'Neil", "ada=mercer", "a@b.example", "1-2", "李雷", "\"quoted\""})
    void everythingElseStaysAsItIs(String cell) {
        assertThat(CsvTable.harmless(cell)).isEqualTo(cell);
    }
}
