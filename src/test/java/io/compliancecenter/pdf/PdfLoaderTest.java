package io.compliancecenter.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.compliancecenter.testing.pdf.LargePdfs;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;

class PdfLoaderTest {

    private static final int ELEMENTS = 30_000;

    /** Memory that is allocated is a measure of work that does not depend on the machine. PDFBox's own loader takes 3 GiB. */
    @Test
    void manyObjectStreamsTakeNoMoreWorkThanTheirObjects() throws IOException {
        byte[] plain = LargePdfs.structureElements(ELEMENTS).bytes();
        byte[] packed = LargePdfs.structureElements(ELEMENTS).packed(20);

        assertThat(allocatedByReading(packed)).as("bytes").isLessThan(4 * allocatedByReading(plain));
    }

    private static long allocatedByReading(byte[] pdf) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try (PDDocument document = PdfLoader.load(new RandomAccessReadBuffer(pdf))) {
            COSArray kids = document.getDocumentCatalog()
                    .getCOSObject()
                    .getCOSDictionary(COSName.STRUCT_TREE_ROOT)
                    .getCOSDictionary(COSName.K)
                    .getCOSArray(COSName.K);
            long sum = 0;
            for (int index = 0; index < ELEMENTS; index++) {
                sum += ((COSDictionary) kids.getObject(index)).getInt(COSName.K);
            }
            assertThat(sum).isEqualTo((ELEMENTS - 1L) * ELEMENTS / 2);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
