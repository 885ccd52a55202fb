package io.compliancecenter.publishing.pdfcheck;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Objects of PDF files, for tests. */
final class PdfObjects {

    private PdfObjects() {}

    static COSDictionary catalog(PDDocument document) {
        return document.getDocumentCatalog().getCOSObject();
    }

    static COSDictionary page(PDDocument document) {
        return document.getPage(0).getCOSObject();
    }

    static void annotate(PDDocument document, COSDictionary annotation) {
        page(document).setItem("Annots", array(annotation));
    }

    static void click(PDDocument document, COSDictionary action) {
        annotate(document, dictionary("Subtype", name("Link"), "A", action));
    }

    static COSDictionary link(String uri) {
        return dictionary("S", name("URI"), "URI", new COSString(uri));
    }

    static COSStream stream(String key, COSBase value) {
        COSStream stream = new COSStream();
        try {
            stream.createOutputStream().close();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        stream.setItem(key, value);
        return stream;
    }

    static COSDictionary javaScript() {
        return dictionary("S", name("JavaScript"), "JS", new COSString("app.alert(1)"));
    }

    static COSName name(String name) {
        return COSName.getPDFName(name);
    }

    static COSArray array(COSBase... values) {
        COSArray array = new COSArray();
        List.of(values).forEach(array::add);
        return array;
    }

    static COSDictionary dictionary(Object... entries) {
        COSDictionary dictionary = new COSDictionary();
        for (int entry = 0; entry < entries.length; entry += 2) {
            dictionary.setItem((String) entries[entry], (COSBase) entries[entry + 1]);
        }
        return dictionary;
    }
}
