package io.compliancecenter.publishing.pdfcheck;

import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files that are attached to a PDF (ISO 32000-1, 7.11.4), and refuses those that could do something when they are
 * opened. The others are up to the publisher.
 */
final class AttachedFiles implements PdfGraph.Visitor {

    private static final COSName FILE = COSName.getPDFName("FS");
    private static final COSName RELATED_FILES = COSName.getPDFName("RF");
    private static final COSName COLLECTION = COSName.getPDFName("Collection");

    /** Under which a specification has the file's name, and its bytes. */
    private static final List<COSName> SYSTEMS = List.of(COSName.UF, COSName.F, COSName.DOS, COSName.MAC, COSName.UNIX);

    private final Set<COSStream> specified = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<COSStream, PdfPlace> embedded = new IdentityHashMap<>();
    private @Nullable PdfRefusal first;

    @Override
    public void visit(COSDictionary dictionary, PdfRole role, PdfPlace place) throws IOException, RefusedPdfException {
        List<COSStream> files = files(dictionary);
        if (!files.isEmpty()) {
            visitSpecification(dictionary, files, place);
        }
        if (dictionary instanceof COSStream stream && "EmbeddedFile".equals(stream.getNameAsString(COSName.TYPE))) {
            embedded.put(stream, place);
        }
        if ("FileAttachment".equals(dictionary.getNameAsString(COSName.SUBTYPE))
                && !(dictionary.getDictionaryObject(FILE) instanceof COSDictionary file
                        && !files(file).isEmpty())) {
            throw new RefusedPdfException(PdfObjection.OTHER_FILE, place);
        }
        if (dictionary.getDictionaryObject(COLLECTION) instanceof COSDictionary collection
                && !(collection instanceof COSStream)) {
            throw new RefusedPdfException(PdfObjection.PORTFOLIO, place);
        }
    }

    /**
     * Why the PDF is refused unless its publisher keeps what is attached; empty if nothing is.
     *
     * @throws RefusedPdfException if a file has no specification, and so no name
     */
    Optional<PdfRefusal> refusal() throws RefusedPdfException {
        for (Map.Entry<COSStream, PdfPlace> file : embedded.entrySet()) {
            if (!specified.contains(file.getKey())) {
                throw new RefusedPdfException(PdfObjection.EMBEDDED_FILE, file.getValue());
            }
        }
        return Optional.ofNullable(first);
    }

    private void visitSpecification(COSDictionary specification, List<COSStream> files, PdfPlace place)
            throws IOException, RefusedPdfException {
        List<String> names = SYSTEMS.stream()
                .map(specification::getDictionaryObject)
                .filter(COSString.class::isInstance)
                .map(name -> ((COSString) name).getString())
                .toList();
        String name = names.isEmpty() ? "without a name" : names.get(0);
        if (names.isEmpty() || specification.containsKey(RELATED_FILES)) {
            throw new RefusedPdfException(PdfObjection.ATTACHED_OTHER, place, name);
        }
        for (COSStream file : files) {
            if (!AttachedFileType.areHarmless(names, file)) {
                throw new RefusedPdfException(PdfObjection.ATTACHED_OTHER, place, name);
            }
        }
        specified.addAll(files);
        if (first == null) {
            first = new PdfRefusal(PdfObjection.ATTACHED_FILE, place, name);
        }
    }

    private static List<COSStream> files(COSDictionary specification) {
        if (!(specification.getDictionaryObject(COSName.EF) instanceof COSDictionary files)) {
            return List.of();
        }
        return SYSTEMS.stream()
                .map(files::getDictionaryObject)
                .filter(COSStream.class::isInstance)
                .map(COSStream.class::cast)
                .toList();
    }
}
