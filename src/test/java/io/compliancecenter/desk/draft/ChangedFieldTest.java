package io.compliancecenter.desk.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.compliancecenter.redline.Redline;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ChangedFieldTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    // ChangedField.readable: PERIODS
    @Test
    void periodsAreInTheReadersWordsAndComparedInThem() {
        String before = """
                {"renewalEvery": "P1Y", "audits": [{"name": "Spot check · P1Y", "every": "P6M"}]}""";
        String after = """
                {"renewalEvery": "P3Y", "audits": [{"name": "Spot check · P1Y", "every": "P1Y6M"}]}""";
        List<ChangedField> fields = ChangedField.between(
                ChangeKind.CERTIFICATION, JSON.readTree(before), JSON.readTree(after), Locale.GERMAN, ZoneOffset.UTC);
        assertThat(fields)
                .extracting(ChangedField::name, ChangedField::before, ChangedField::after)
                .containsExactly(
                        tuple("renewalEvery", "1 Jahr", "3 Jahre"),
                        tuple("audits", "Spot check · P1Y · 6 Monate", "Spot check · P1Y · 1 Jahr 6 Monate"));
        assertThat(fields.get(1).words())
                .flatExtracting(Redline.Part::passages)
                .asString()
                .contains("Monate")
                .doesNotContain("P6M");
    }

    // In a translation, the names alone
    @Test
    void aNameThatLooksLikeAPeriodStaysAName() {
        List<ChangedField> fields = ChangedField.between(
                ChangeKind.CERTIFICATION,
                JSON.readTree("{}"),
                JSON.readTree("{\"translations\": {\"de\": {\"auditNames\": [\"P1Y\"]}}}"),
                Locale.ENGLISH,
                ZoneOffset.UTC);
        assertThat(fields).extracting(ChangedField::after).containsExactly("P1Y");
    }
}
