package io.compliancecenter.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.evidence.bundle.BundleSample;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Dates, times and numbers look the same on every JDK. Newer locale data puts narrow no-break spaces (U+202F) into them,
 * which fonts may lack, and which nobody finds who searches for what they see.
 */
class OrdinarySpacesIT extends BundleSample {

    private static final String UNUSUAL_SPACE = "(?s).*[\\u00A0\\u2000-\\u200A\\u202F\\u205F].*";

    @ParameterizedTest
    @ValueSource(strings = {"en", "en-US", "en-GB", "de", "de-AT", "fr-CH"})
    void pagesPdfAndCsvHoldOrdinarySpacesOnly(String language) throws Exception {
        checkpointing.run();
        String receipt = tenant.path("/receipts/" + acceptance());
        for (String page : List.of(
                tenant.path("/compliances"),
                tenant.path("/certifications"),
                tenant.path("/activity"),
                receipt,
                tenant.path("/certificates/" + issued.certificate() + "/terms"))) {
            assertThat(admin.get(page, "Accept-Language", language).html().wholeText())
                    .as(page)
                    .isNotBlank()
                    .doesNotMatch(UNUSUAL_SPACE);
        }
        assertThat(admin.get(tenant.path("/activity.csv"), "Accept-Language", language)
                        .text())
                .contains("Certification ")
                .doesNotMatch(UNUSUAL_SPACE);
        byte[] pdf =
                admin.get(receipt + "/receipt.pdf", "Accept-Language", language).bytes();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document)).isNotBlank().doesNotMatch(UNUSUAL_SPACE);
        }
    }
}
