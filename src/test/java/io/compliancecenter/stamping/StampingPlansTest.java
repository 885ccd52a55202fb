package io.compliancecenter.stamping;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.support.Sha256;
import io.compliancecenter.testing.Pdfs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.junit.jupiter.api.Test;

class StampingPlansTest {

    private final StampingPlans plans = new StampingPlans();

    /** Fails if plans are found by anything but the document's hash. */
    @Test
    void aPlanThatIsKnownGivesTheSameCopyAsANewOne() throws IOException {
        byte[] balanced = Pdfs.page("Content");
        byte[] unbalanced = withContent("q q BT");
        for (int time = 0; time < 3; time++) {
            for (byte[] source : new byte[][] {balanced, unbalanced}) {
                ByteArrayOutputStream copy = new ByteArrayOutputStream();
                Stamping.stamp(
                        new RandomAccessReadBuffer(source),
                        document -> plans.of(Sha256.of(new String(source, StandardCharsets.ISO_8859_1)), document),
                        StampingTest.STAMP,
                        copy);
                assertThat(copy.toByteArray()).isEqualTo(StampingTest.stamp(source));
            }
        }
    }

    @Test
    void aPlanIsMadeOnce() throws IOException {
        try (PDDocument document = Loader.loadPDF(Pdfs.page("Content"))) {
            assertThat(plans.of("a", document)).isSameAs(plans.of("a", document));
            assertThat(plans.of("b", document)).isNotSameAs(plans.of("a", document));
        }
    }

    /** Fails without {@code removeEldestEntry}. */
    @Test
    void onlySoManyAreKept() throws IOException {
        try (PDDocument document = Loader.loadPDF(Pdfs.page("Content"))) {
            StampingPlan first = plans.of("first", document);
            StampingPlan used = plans.of("used", document);
            for (int other = 0; other < 1000; other++) {
                plans.of("other " + other, document);
                assertThat(plans.of("used", document)).isSameAs(used);
            }
            assertThat(plans.of("first", document)).isNotSameAs(first);
        }
    }

    /** Fails without the condition on the size. */
    @Test
    void aLargeOneIsNotKept() throws IOException {
        byte[] packet = """
                <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="%s"/></rdf:RDF></x:xmpmeta>""".formatted("x".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
        byte[] source = Pdfs.with(document -> {
            document.addPage(new PDPage());
            document.getDocumentCatalog().setMetadata(new PDMetadata(document, new ByteArrayInputStream(packet)));
        });
        try (PDDocument document = Loader.loadPDF(source)) {
            assertThat(plans.of("a", document)).isNotSameAs(plans.of("a", document));
        }
    }

    private static byte[] withContent(String content) {
        return Pdfs.with(document -> {
            PDPage page = new PDPage();
            document.addPage(page);
            page.setContents(new PDStream(
                    document,
                    new ByteArrayInputStream(content.getBytes(StandardCharsets.US_ASCII)),
                    COSName.FLATE_DECODE));
        });
    }
}
