package io.compliancecenter.stamping;

import io.compliancecenter.pdf.PdfLoader;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/** Reads a stamped copy back, and looks for the lines at the bottom of every page in its pixels. */
final class StampTrial {

    /** Of a line, in pixels, so that letters differ. */
    private static final double HEIGHT = 12;

    private static final double MAX_WIDTH = 10_000;

    /** Of 255 levels of gray. */
    private static final int VISIBLE = 40;

    private static final int DARK = 128;

    /** Parts of the pixels of a line. */
    private static final double MAX_DIFFERENT = 0.02;

    private static final double MIN_DARK = 0.02;

    private final PDDocument copy;
    private final CopyStamp stamp;
    private final StampRenderer renderer;
    private final Map<String, List<Rectangle2D>> linesBySize = new HashMap<>();
    private final Map<PageView, BufferedImage> stamps = new HashMap<>();

    private StampTrial(PDDocument copy, CopyStamp stamp) {
        this.copy = copy;
        this.stamp = stamp;
        this.renderer = new StampRenderer(copy);
    }

    /**
     * Looks at a copy.
     *
     * @param pages how many it has to have
     * @param enclosed the indexes of those whose content is enclosed
     * @param progress receives what is looked at next, as in the middle of a sentence
     * @throws UnstampableException if the stamp is not seen on each of them
     */
    static void lookAt(Path file, CopyStamp stamp, int pages, BitSet enclosed, Consumer<String> progress)
            throws IOException {
        try (PDDocument copy = PdfLoader.load(file)) {
            if (copy.getNumberOfPages() != pages) {
                throw new UnstampableException("its copies have %d pages instead of %d; print the document to a new PDF"
                        .formatted(copy.getNumberOfPages(), pages));
            }
            StampTrial trial = new StampTrial(copy, stamp);
            NestedContent nested = new NestedContent(copy);
            for (int index = 0; index < pages; index++) {
                progress.accept("what page %d shows".formatted(index + 1));
                trial.lookAtPage(index, enclosed.get(index));
                String problem = nested.problem(copy.getPage(index));
                if (problem != null) {
                    throw unstampable("page %d " + problem, index);
                }
            }
        }
    }

    private void lookAtPage(int index, boolean enclosed) throws IOException {
        PDPage page = copy.getPage(index);
        PageView view = PageView.of(page);
        List<Rectangle2D> lines = linesBySize.computeIfAbsent(
                view.width() + " " + view.height(),
                size -> new StampText(stamp).footerAreas(view.width(), view.height()));
        StampRenderer.Sight whole = render(index, view, lines);
        StampRenderer.Sight bare = whole;
        if (page.getCOSObject().containsKey(COSName.ANNOTS)) {
            page.getCOSObject().removeItem(COSName.ANNOTS);
            bare = render(index, view, lines);
        }
        BufferedImage alone = stampAlone(index, view, lines);
        if (whole.layerOpen) {
            throw unstampable(
                    "the content of page %d begins a layer without an end, which could hide the stamp", index);
        }
        if (whole.layerHidden && enclosed) {
            throw unstampable(
                    "page %d has a layer that may be hidden, in irregular content, and some viewers would hide the stamp with it",
                    index);
        }
        if (bare.imageBroken) {
            throw unstampable("page %d has an image without a valid size, at which some viewers stop", index);
        }
        if (!whole.text.toString().contains(stamp.serial().toString()) || !same(bare.image, alone, lines)) {
            throw unstampable("the stamp is not seen on page %d", index);
        }
        if (!same(whole.image, alone, lines)) {
            throw unstampable("an annotation or a form field lies over the stamp at the bottom of page %d", index);
        }
    }

    private BufferedImage stampAlone(int index, PageView view, List<Rectangle2D> lines) throws IOException {
        BufferedImage known = stamps.get(view);
        if (known != null) {
            return known;
        }
        COSDictionary page = copy.getPage(index).getCOSObject();
        COSArray parts = page.getCOSArray(COSName.CONTENTS);
        // The last part of the content draws the stamp.
        page.setItem(COSName.CONTENTS, parts.get(parts.size() - 1));
        BufferedImage stamp = render(index, view, lines).image;
        stamps.put(view, stamp);
        return stamp;
    }

    private static UnstampableException unstampable(String problem, int index) {
        return new UnstampableException(problem.formatted(index + 1) + "; print the document to a new PDF");
    }

    private StampRenderer.Sight render(int index, PageView view, List<Rectangle2D> lines) throws IOException {
        return renderer.look(index, view, around(lines), scale(lines));
    }

    private static Rectangle2D around(List<Rectangle2D> lines) {
        return lines.stream().reduce(Rectangle2D::createUnion).orElseThrow();
    }

    private static double scale(List<Rectangle2D> lines) {
        double height = lines.stream().mapToDouble(Rectangle2D::getHeight).min().orElseThrow();
        return Math.min(HEIGHT / height, MAX_WIDTH / around(lines).getWidth());
    }

    /** Whether both show the same lines, which are not blank. */
    private static boolean same(BufferedImage one, BufferedImage other, List<Rectangle2D> lines) {
        Rectangle2D part = around(lines);
        double scale = scale(lines);
        return lines.stream()
                .allMatch(line -> same(
                        one,
                        other,
                        (int) Math.ceil((line.getX() - part.getX()) * scale) + 1,
                        (int) Math.ceil((part.getMaxY() - line.getMaxY()) * scale) + 1,
                        (int) Math.floor((line.getMaxX() - part.getX()) * scale) - 1,
                        (int) Math.floor((part.getMaxY() - line.getY()) * scale) - 1));
    }

    private static boolean same(BufferedImage one, BufferedImage other, int left, int top, int right, int bottom) {
        int different = 0;
        int dark = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int gray = one.getRaster().getSample(x, y, 0);
                different += Math.abs(gray - other.getRaster().getSample(x, y, 0)) > VISIBLE ? 1 : 0;
                dark += gray < DARK ? 1 : 0;
            }
        }
        int all = (right - left) * (bottom - top);
        return different <= MAX_DIFFERENT * all && dark >= MIN_DARK * all;
    }
}
