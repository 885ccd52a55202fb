package io.compliancecenter.stamping;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.support.Sha256;
import io.compliancecenter.testing.pdf.LargePdfs;
import io.compliancecenter.testing.pdf.Pdfs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
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
                        plans.of(Sha256.of(source), new RandomAccessReadBuffer(source)),
                        StampingTest.STAMP,
                        copy);
                assertThat(copy.toByteArray()).isEqualTo(StampingTest.stamp(source));
            }
        }
    }

    @Test
    void aPlanIsMadeOnce() throws IOException {
        byte[] source = Pdfs.page("Content");
        assertThat(plans.of("a", new RandomAccessReadBuffer(source)))
                .isSameAs(plans.of("a", new RandomAccessReadBuffer(source)));
        assertThat(plans.of("b", new RandomAccessReadBuffer(source)))
                .isNotSameAs(plans.of("a", new RandomAccessReadBuffer(source)));
    }

    /** Fails without {@code expireAfterAccess}: what was purged from the database would stay in memory. */
    @Test
    void aPlanThatIsNotUsedIsForgotten() throws IOException {
        AtomicLong time = new AtomicLong();
        StampingPlans timed = new StampingPlans(time::get);
        timed.of("a", new RandomAccessReadBuffer(Pdfs.page("Content")));
        time.addAndGet(StampingPlans.KEPT_FOR.toNanos() - 1);
        assertThat(timed.isSmall("a")).isTrue();
        time.addAndGet(StampingPlans.KEPT_FOR.toNanos());
        assertThat(timed.isSmall("a")).isFalse();
    }

    /** Fails without {@code needsAllMemory}: others would be stamped at the same time. */
    @Test
    void onlyAPlanThatIsKnownAndOfASmallDocumentIsSmall() throws IOException {
        byte[] small = Pdfs.page("Content");
        byte[] large = LargePdfs.structureElements(20_001).bytes();
        assertThat(plans.isSmall("small")).isFalse();
        plans.of("small", new RandomAccessReadBuffer(small));
        plans.of("large", new RandomAccessReadBuffer(large));
        assertThat(plans.isSmall("small")).isTrue();
        assertThat(plans.isSmall("large")).isFalse();
    }

    /** Fails without {@code maximumWeight}. */
    @Test
    void onlySoManyAreKept() throws IOException {
        byte[] source = Pdfs.page("Content");
        StampingPlan first = plans.of("first", new RandomAccessReadBuffer(source));
        StampingPlan used = plans.of("used", new RandomAccessReadBuffer(source));
        for (int other = 0; other < 1000; other++) {
            plans.of("other " + other, new RandomAccessReadBuffer(source));
            assertThat(plans.of("used", new RandomAccessReadBuffer(source))).isSameAs(used);
        }
        assertThat(plans.of("first", new RandomAccessReadBuffer(source))).isNotSameAs(first);
    }

    /** Fails without {@code maximumWeight}: then there are all of them. */
    @Test
    void theSizesOfAllThatAreKeptHaveALimit() throws IOException {
        byte[] source = LargePdfs.xmpElements(20_000);
        long size = plans.of("0", new RandomAccessReadBuffer(source)).size();
        for (int other = 1; other < 100; other++) {
            plans.of(String.valueOf(other), new RandomAccessReadBuffer(source));
        }
        long kept = IntStream.range(0, 100)
                .filter(number -> plans.isSmall(String.valueOf(number)))
                .count();
        assertThat(size).isBetween(40_000L, 60_000L);
        assertThat(kept * size).isBetween(1L, StampingPlans.MAX_SIZE);
    }

    /** Fails if a plan has anything for each operator: each would have some 20 MB. */
    @Test
    void aPlanHoldsNoMoreThanItSays() throws IOException {
        byte[] source = LargePdfs.operators("Q", 10_000_000);
        StampingPlan first = plans.of("0", new RandomAccessReadBuffer(source));
        assertThat(first.enclosed().get(0)).isTrue();
        assertThat(first.size()).isLessThan(4_000);

        long before = used();
        for (int other = 1; other < 5; other++) {
            plans.of(String.valueOf(other), new RandomAccessReadBuffer(source));
        }
        assertThat(used() - before).isLessThan(5_000_000);
        assertThat(plans.of("0", new RandomAccessReadBuffer(source))).isSameAs(first);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
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
        assertThat(plans.of("a", new RandomAccessReadBuffer(source)))
                .isNotSameAs(plans.of("a", new RandomAccessReadBuffer(source)));
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
