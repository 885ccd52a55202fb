package io.compliancecenter.publishing.pdfcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Has PDFs inspected. */
abstract class InspectedPdfs {

    @TempDir
    Path directory;

    final int inspect(byte[] pdf) throws RefusedPdfException {
        return inspected(pdf).document().pages();
    }

    final InspectedPdf inspected(byte[] pdf) throws RefusedPdfException {
        return PdfInspection.inspect(TestPdfs.write(directory, pdf), part -> {});
    }

    final void assertRefused(byte[] pdf, PdfObjection expected) {
        assertThatExceptionOfType(RefusedPdfException.class)
                .isThrownBy(() -> inspect(pdf))
                .satisfies(refused -> assertThat(refused.objection()).isEqualTo(expected));
    }
}
