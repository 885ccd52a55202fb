package io.compliancecenter.publishing.pdfcheck;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/**
 * Refuses content that acts by itself or embeds files (ISO 32000-1, sections 7.11.4, 12.6.4 and 13): actions of the catalog,
 * pages, annotations, fields and outline items, by name or in a chain, are all dictionaries of the same kinds.
 */
final class ActiveContent implements PdfGraph.Visitor {

    private static final COSName EMBEDDED_FILES = COSName.EF;
    private static final COSName XFA = COSName.getPDFName("XFA");

    private static final Map<String, PdfObjection> ACTIONS = Map.of(
            "JavaScript", PdfObjection.JAVASCRIPT,
            "Launch", PdfObjection.LAUNCH_ACTION,
            "GoToE", PdfObjection.EMBEDDED_FILE,
            "Rendition", PdfObjection.MULTIMEDIA,
            "Movie", PdfObjection.MULTIMEDIA,
            "Sound", PdfObjection.MULTIMEDIA,
            "GoTo3DView", PdfObjection.MULTIMEDIA,
            "RichMediaExecute", PdfObjection.MULTIMEDIA);

    private static final Map<String, PdfObjection> ANNOTATIONS = Map.of(
            "FileAttachment", PdfObjection.EMBEDDED_FILE,
            "RichMedia", PdfObjection.MULTIMEDIA,
            "Movie", PdfObjection.MULTIMEDIA,
            "Screen", PdfObjection.MULTIMEDIA,
            "Sound", PdfObjection.MULTIMEDIA,
            "3D", PdfObjection.MULTIMEDIA);

    @Override
    public void visit(COSDictionary dictionary) throws RefusedPdfException {
        refuse(ACTIONS.get(name(dictionary, COSName.S)));
        refuse(ANNOTATIONS.get(name(dictionary, COSName.SUBTYPE)));
        // Names of fonts and images are free, so that a key alone tells nothing: its value has to be of the kind.
        if (isText(dictionary.getDictionaryObject(COSName.JS))) {
            refuse(PdfObjection.JAVASCRIPT);
        }
        if (holdsFile(dictionary.getDictionaryObject(EMBEDDED_FILES))
                || "EmbeddedFile".equals(name(dictionary, COSName.TYPE))) {
            refuse(PdfObjection.EMBEDDED_FILE);
        }
        if (dictionary.getDictionaryObject(COSName.ACRO_FORM) instanceof COSDictionary form && form.containsKey(XFA)) {
            refuse(PdfObjection.XFA_FORM);
        }
    }

    private static void refuse(@Nullable PdfObjection objection) throws RefusedPdfException {
        if (objection != null) {
            throw new RefusedPdfException(objection);
        }
    }

    private static String name(COSDictionary dictionary, COSName key) {
        return dictionary.getDictionaryObject(key) instanceof COSName name ? name.getName() : "";
    }

    private static boolean isText(@Nullable COSBase value) {
        return value instanceof COSString || value instanceof COSStream;
    }

    private static boolean holdsFile(@Nullable COSBase value) {
        return value instanceof COSDictionary files
                && Stream.of(COSName.F, COSName.UF, COSName.DOS, COSName.MAC, COSName.UNIX)
                        .anyMatch(system -> files.getDictionaryObject(system) instanceof COSStream);
    }
}
