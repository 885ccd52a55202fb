package io.compliancecenter.publishing.pdfcheck;

import io.compliancecenter.stamping.StampingTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;

/**
 * An odd PDF and its copy.
 *
 * @param pages that the check counted
 */
record OddCopy(long seed, byte[] source, byte[] copy, int pages) {

    /** What viewers read in different ways, and a copy has in one. */
    private static final Pattern AMBIGUOUS = Pattern.compile(
            "/Rotate (?!-?\\d*0 )|Box \\[0 0 1e2|/UserUnit (?!2|0\\.5)|/Resources \\[]" + "|/Type /Foo /Kids|<< /Kids");

    /** What is wrong with the copy, as PDFBox reads it. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(copy)) {
            if (document.getNumberOfPages() != pages) {
                problems.add("%d pages instead of %d".formatted(document.getNumberOfPages(), pages));
            }
            PDFTextStripper stripper = new PDFTextStripper();
            // Of the stamp no letter is left out because the same one is close to it.
            stripper.setSuppressDuplicateOverlappingText(false);
            for (int page = 1; page <= pages; page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                if (!stripper.getText(document)
                        .contains(StampingTest.STAMP.serial().toString())) {
                    problems.add("no serial in the text of page " + page);
                }
            }
            stripper.setStartPage(1);
            problems.addAll(new OddWords(source).lost(stripper.getText(document)));
        } catch (IOException | RuntimeException failure) {
            problems.add("PDFBox cannot read the copy: " + failure);
        }
        return problems;
    }

    /** Whether viewers show the same before it is stamped. */
    boolean isUnambiguous() {
        if (AMBIGUOUS.matcher(new String(source, StandardCharsets.ISO_8859_1)).find()) {
            return false;
        }
        try (PDDocument document = Loader.loadPDF(source)) {
            return document.getDocument().getXrefTable().keySet().stream()
                    .map(key -> document.getDocument().getObjectFromPool(key).getObject())
                    .noneMatch(OddCopy::hasOrphan);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Mupdf looks for what a page inherits where its parent is said to be, and poppler where it is. */
    private static boolean hasOrphan(@Nullable COSBase node) {
        COSArray kids = node instanceof COSDictionary dictionary ? dictionary.getCOSArray(COSName.KIDS) : null;
        for (int index = 0; kids != null && index < kids.size(); index++) {
            if (kids.getObject(index) instanceof COSDictionary kid
                    && kid.getDictionaryObject(COSName.PARENT) != node
                    && !(kid.containsKey(COSName.RESOURCES) && kid.containsKey(COSName.MEDIA_BOX))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it has a link whose thin frame may run through the stamp, which can still be read. */
    boolean hasLinkFrame() {
        return new String(source, StandardCharsets.ISO_8859_1).contains("/Subtype /Link ");
    }

    /** Of an upright page in units of user space. Not all viewers know that a unit can be more than a point. */
    record Size(float width, float height, float unit) {}

    List<Size> sizes() {
        try (PDDocument document = Loader.loadPDF(copy)) {
            List<Size> sizes = new ArrayList<>();
            document.getPages().forEach(page -> sizes.add(size(page)));
            return sizes;
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static Size size(PDPage page) {
        float width = page.getCropBox().getWidth();
        float height = page.getCropBox().getHeight();
        boolean turned = page.getRotation() % 180 != 0;
        return new Size(turned ? height : width, turned ? width : height, page.getUserUnit());
    }
}
