package io.compliancecenter.stamping;

import io.compliancecenter.pdf.PackedStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;

/**
 * Moves the contents of pages into form XObjects (ISO 32000-1, 8.10). At the end of a form viewers close whatever its content
 * leaves open, even a string.
 */
final class EnclosedContent {

    private final PDDocument document;
    private final ContentTags tags;

    EnclosedContent(PDDocument document) {
        this.document = document;
        this.tags = new ContentTags(document);
    }

    /**
     * Leaves the page without content, and with no resource but the form.
     *
     * @return the operators that draw the form
     */
    String enclose(PDPage page) throws IOException {
        COSDictionary dictionary = page.getCOSObject();
        COSStream form = document.getDocument().createCOSStream();
        try (InputStream content = PageContent.of(page)) {
            PackedStream.write(content, form);
        }
        form.setItem(COSName.TYPE, COSName.XOBJECT);
        form.setItem(COSName.SUBTYPE, COSName.FORM);
        form.setItem(COSName.BBOX, page.getMediaBox().getCOSArray());
        COSBase resources = dictionary.getItem(COSName.RESOURCES);
        form.setItem(COSName.RESOURCES, resources == null ? new COSDictionary() : resources);
        tags.move(dictionary, form);

        PDResources own = new PDResources();
        page.setResources(own);
        dictionary.removeItem(COSName.CONTENTS);
        return "/" + own.add(new PDFormXObject(form)).getName() + " Do\n";
    }
}
