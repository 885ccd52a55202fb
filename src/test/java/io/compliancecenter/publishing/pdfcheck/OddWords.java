package io.compliancecenter.publishing.pdfcheck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** Compares the words of an odd PDF and of its copy, as often as they are there. */
final class OddWords {

    private static final Pattern WORD = Pattern.compile("Word\\d+x");
    private static final Pattern LENGTH = Pattern.compile("/Length (\\d+) >>\nstream\n");
    private static final Pattern HEXADECIMAL = Pattern.compile("<((?:[0-9a-f]{2})+)>");
    private static final COSName FORM = COSName.getPDFName("Fm");

    private final String source;

    /** Those of forms that draw themselves, which each program does as often as it likes. */
    private final Set<String> repeated = new HashSet<>();

    private final String text;

    /** @param source the odd PDF */
    OddWords(byte[] source) {
        this.source = new String(source, ISO_8859_1);
        this.text = read(source);
    }

    /** What PDFBox finds in the odd PDF, and not in a text of its copy. */
    List<String> lost(String after) {
        return lost(count(text), count(after));
    }

    /** What another program finds in the odd PDF, and not in its copy. */
    List<String> lost(String before, String after) {
        // To poppler, what is after a stream of a wrong length belongs to it, and is drawn with it.
        return hasWrongLength() ? List.of() : lost(count(before), count(after));
    }

    private List<String> lost(Map<String, Long> before, Map<String, Long> after) {
        return before.entrySet().stream()
                .filter(word -> after.getOrDefault(word.getKey(), 0L)
                        < (repeated.contains(word.getKey()) ? 1 : word.getValue()))
                .map(word -> "lost the word " + word.getKey())
                .toList();
    }

    private static Map<String, Long> count(String text) {
        return WORD.matcher(text.replaceAll("\\s", ""))
                .results()
                .collect(Collectors.groupingBy(MatchResult::group, Collectors.counting()));
    }

    private boolean hasWrongLength() {
        Matcher stream = LENGTH.matcher(source);
        while (stream.find()) {
            if (!source.startsWith("\nendstream", stream.end() + Integer.parseInt(stream.group(1)))) {
                return true;
            }
        }
        return false;
    }

    private String read(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (COSObjectKey key : document.getDocument().getXrefTable().keySet()) {
                if (document.getDocument().getObjectFromPool(key).getObject() instanceof COSStream stream
                        && drawsItself(stream)) {
                    String content = HEXADECIMAL
                            .matcher(stream.toTextString())
                            .replaceAll(text -> new String(HexFormat.of().parseHex(text.group(1)), ISO_8859_1));
                    WORD.matcher(content).results().forEach(word -> repeated.add(word.group()));
                }
            }
            COSDictionary root = document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.PAGES);
            // PDFBox lists pages twice that are below such a node.
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSuppressDuplicateOverlappingText(false);
            return containsItself(root, Set.of()) ? "" : stripper.getText(document);
        } catch (IOException | RuntimeException unreadable) {
            // By this way of reading at least
            return "";
        }
    }

    private static boolean drawsItself(COSStream form) {
        COSDictionary resources = form.getCOSDictionary(COSName.RESOURCES);
        COSDictionary drawn = resources == null ? null : resources.getCOSDictionary(COSName.XOBJECT);
        return COSName.FORM.equals(form.getCOSName(COSName.SUBTYPE))
                && form.toTextString().contains("/Fm Do")
                && (drawn == null || drawn.getDictionaryObject(FORM) == form);
    }

    private static boolean containsItself(COSDictionary node, Set<COSBase> ancestors) {
        Set<COSBase> path = new HashSet<>(ancestors);
        COSArray kids = node.getCOSArray(COSName.KIDS);
        if (!path.add(node) || kids == null) {
            return kids != null;
        }
        for (int index = 0; index < kids.size(); index++) {
            if (kids.getObject(index) instanceof COSDictionary kid && containsItself(kid, path)) {
                return true;
            }
        }
        return false;
    }
}
