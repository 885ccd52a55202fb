package io.compliancecenter.publishing.pdfcheck;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what acts, or reaches out of the document (ISO 32000-1, sections 7.3.8, 8.10.4, 12.6.4 and 13).
 * What starts by itself may only go to a place in the document. A person's click may also follow a link to a web page or a mail
 * address; links that are not encrypted are up to the publisher. Actions of dangerous kinds are refused wherever they are.
 */
final class ActiveContent implements PdfGraph.Visitor {

    private static final COSName XFA = COSName.getPDFName("XFA");
    private static final COSName SUBTYPE_2 = COSName.getPDFName("Subtype2");
    private static final COSName REFERENCE = COSName.getPDFName("Ref");

    private static final Map<String, PdfObjection> ACTIONS = Map.ofEntries(
            Map.entry("JavaScript", PdfObjection.JAVASCRIPT),
            Map.entry("Launch", PdfObjection.LAUNCH_ACTION),
            Map.entry("GoToR", PdfObjection.OTHER_FILE),
            Map.entry("SubmitForm", PdfObjection.ACTION),
            Map.entry("ImportData", PdfObjection.ACTION),
            Map.entry("GoToE", PdfObjection.OTHER_FILE),
            Map.entry("Rendition", PdfObjection.MULTIMEDIA),
            Map.entry("Movie", PdfObjection.MULTIMEDIA),
            Map.entry("Sound", PdfObjection.MULTIMEDIA),
            Map.entry("GoTo3DView", PdfObjection.MULTIMEDIA),
            Map.entry("RichMediaExecute", PdfObjection.MULTIMEDIA));

    /** What a click may do. */
    private static final Set<String> HARMLESS =
            Set.of("GoTo", "GoToDp", "Hide", "Named", "ResetForm", "SetOCGState", "Thread", "Trans", "URI");

    private static final Map<String, PdfObjection> ANNOTATIONS = Map.of(
            "RichMedia", PdfObjection.MULTIMEDIA,
            "Movie", PdfObjection.MULTIMEDIA,
            "Screen", PdfObjection.MULTIMEDIA,
            "Sound", PdfObjection.MULTIMEDIA,
            "3D", PdfObjection.MULTIMEDIA);

    private @Nullable PdfRefusal plainLink;

    /** Why the PDF is refused unless its publisher keeps links that begin with http:; empty if it has none. */
    Optional<PdfRefusal> refusal() {
        return Optional.ofNullable(plainLink);
    }

    @Override
    public void visit(COSDictionary dictionary, PdfRole role, PdfPlace place) throws RefusedPdfException {
        if (role != PdfRole.STRUCTURE) {
            refuseAction(dictionary, role, place);
        }
        refuse(ANNOTATIONS.get(word(dictionary, COSName.SUBTYPE)), place);
        if (dictionary.getDictionaryObject(COSName.ACRO_FORM) instanceof COSDictionary form && form.containsKey(XFA)) {
            refuse(PdfObjection.XFA_FORM, place);
        }
        if (dictionary instanceof COSStream stream && isExternal(stream)) {
            refuse(PdfObjection.EXTERNAL_CONTENT, place);
        }
        if (dictionary instanceof COSStream && isPostScript(dictionary)) {
            refuse(PdfObjection.POSTSCRIPT, place);
        }
    }

    private void refuseAction(COSDictionary dictionary, PdfRole role, PdfPlace place) throws RefusedPdfException {
        String kind = word(dictionary, COSName.S);
        PdfObjection dangerous = ACTIONS.get(kind);
        if (dangerous != null) {
            throw new RefusedPdfException(dangerous, place, kind);
        }
        // Names of resources are free, so that such a key alone tells nothing.
        if (role != PdfRole.RESOURCES && isText(dictionary.getDictionaryObject(COSName.JS))) {
            throw new RefusedPdfException(PdfObjection.JAVASCRIPT, place);
        }
        if (role == PdfRole.AUTOMATIC_ACTION && !kind.isEmpty() && !kind.equals("GoTo")) {
            throw new RefusedPdfException(PdfObjection.AUTOMATIC_ACTION, place, kind);
        }
        if (role == PdfRole.ACTION && !kind.isEmpty() && !HARMLESS.contains(kind)) {
            throw new RefusedPdfException(PdfObjection.ACTION, place, kind);
        }
        // An article is in the same document, unless the action names a file.
        if (kind.equals("Thread") && dictionary.containsKey(COSName.F)) {
            throw new RefusedPdfException(PdfObjection.OTHER_FILE, place);
        }
        if (kind.equals("URI") && dictionary.containsKey(COSName.URI)) {
            visitLink(word(dictionary, COSName.URI).strip(), place);
        }
    }

    private void visitLink(String uri, PdfPlace place) throws RefusedPdfException {
        String scheme = uri.substring(0, Math.max(0, uri.indexOf(':'))).toLowerCase(Locale.ROOT);
        switch (scheme) {
            case "https", "mailto" -> {}
            case "http" ->
                plainLink = plainLink == null ? new PdfRefusal(PdfObjection.PLAIN_LINK, place, uri) : plainLink;
            default -> throw new RefusedPdfException(PdfObjection.LINK, place, uri);
        }
    }

    private static void refuse(@Nullable PdfObjection objection, PdfPlace place) throws RefusedPdfException {
        if (objection != null) {
            throw new RefusedPdfException(objection, place);
        }
    }

    /** The text of a name or a string, for which some viewers take either; empty if it is neither. */
    private static String word(COSDictionary dictionary, COSName key) {
        COSBase value = dictionary.getDictionaryObject(key);
        if (value instanceof COSString string) {
            return string.getString();
        }
        return value instanceof COSName name ? name.getName() : "";
    }

    /** A program that is run in print, which may do anything to the page or the printer (ISO 32000-1, 8.8.2). */
    private static boolean isPostScript(COSDictionary xObject) {
        return Stream.of(COSName.SUBTYPE, SUBTYPE_2)
                .anyMatch(key -> word(xObject, key).equals("PS"));
    }

    private static boolean isText(@Nullable COSBase value) {
        return value instanceof COSString || value instanceof COSStream;
    }

    /** Data that are in a file elsewhere, or a page of another document in the place of this one's content. */
    private static boolean isExternal(COSStream stream) {
        COSBase file = stream.getDictionaryObject(COSName.F);
        return file instanceof COSString
                || file instanceof COSDictionary
                || stream.getDictionaryObject(REFERENCE) instanceof COSDictionary;
    }
}
