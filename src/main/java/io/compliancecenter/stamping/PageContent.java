package io.compliancecenter.stamping;

import io.compliancecenter.pdf.PackedStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;

/** The content of a page as one stream. */
final class PageContent {

    private PageContent() {}

    /** The streams of the content, or references to them, with filters that PDFBox can read in a copy, too. */
    static List<COSBase> parts(PDPage page) {
        COSBase item = page.getCOSObject().getItem(COSName.CONTENTS);
        COSBase content = page.getCOSObject().getDictionaryObject(COSName.CONTENTS);
        List<COSBase> parts = new ArrayList<>();
        if (content instanceof COSStream) {
            parts.add(item);
        } else if (content instanceof COSArray array) {
            for (int index = 0; index < array.size(); index++) {
                // Viewers skip what is missing.
                if (array.getObject(index) instanceof COSStream) {
                    parts.add(array.get(index));
                }
            }
        }
        parts.forEach(part -> PackedStream.resolveFilters(stream(part)));
        return parts;
    }

    private static COSStream stream(COSBase part) {
        return (COSStream) (part instanceof COSObject reference ? reference.getObject() : part);
    }

    static InputStream of(PDPage page) throws IOException {
        List<InputStream> parts = new ArrayList<>();
        for (COSBase part : parts(page)) {
            COSStream content = stream(part);
            if (content.hasData()) {
                parts.add(PackedStream.open(content));
                // White space divides the parts.
                parts.add(new ByteArrayInputStream(new byte[] {'\n'}));
            }
        }
        return new SequenceInputStream(Collections.enumeration(parts));
    }
}
