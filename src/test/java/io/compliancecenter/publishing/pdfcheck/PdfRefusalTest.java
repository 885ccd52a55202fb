package io.compliancecenter.publishing.pdfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PdfRefusalTest {

    @ParameterizedTest
    @EnumSource
    void saysWhatWhereAndWhatToDo(PdfObjection objection) {
        String advice = objection == PdfObjection.NO_VISIBLE_STAMP ? "" : "; " + objection.advice();
        String sentence = new PdfRefusal(objection, new PdfPlace(7, 12), "a detail; print it").sentence();

        assertThat(sentence)
                .startsWith(objection.cause().replaceFirst("%s.*", ""))
                .contains("(page 7, object 12)")
                .endsWith(advice)
                .doesNotContain("%s");
        assertThat(sentence.split("; ")[1])
                .matches("(if|ask|print|save|export|copy|publish|the signature|only|correct).* .*");
    }

    @ParameterizedTest
    @EnumSource
    void isTheSameOnTheOtherSideOfAPipe(PdfObjection objection) {
        PdfRefusal refusal = new PdfRefusal(objection, PdfPlace.ofPage(3), "a link (x y)");

        assertThat(PdfRefusal.parse(refusal.format())).isEqualTo(refusal);
    }

    @Test
    void whatAFileSaysIsShortAndHarmlessInALog() {
        PdfRefusal refusal = new PdfRefusal(PdfObjection.LINK, PdfPlace.UNKNOWN, "\u001B[31m\nü" + "x".repeat(999));

        assertThat(refusal.detail()).startsWith("?[31m??xxx").hasSize(200);
    }
}
