package io.compliancecenter.stamping;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.pdf.PdfViewer;
import io.compliancecenter.testing.pdf.RawPdf;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Looks for the footer of {@link StampingTest#STAMP} on pages of 300 by 300 points, in the pixels of each installed viewer. */
public final class VisibleStamp {

    private static final int FOOTER_HEIGHT = 40;
    private static final Map<PdfViewer, BufferedImage> EXPECTED = new EnumMap<>(PdfViewer.class);

    private VisibleStamp() {}

    /** Fails unless each page shows the footer as an empty page does. */
    public static void assertOnEachPage(byte[] copy, int pages) {
        PdfViewer.installed().forEach(viewer -> {
            List<BufferedImage> images = viewer.render(copy);
            assertThat(images).as("pages in %s", viewer).hasSize(pages);
            for (int page = 0; page < pages; page++) {
                assertThat(seen(images.get(page), expected(viewer)))
                        .as("part of the footer on page %d in %s", page + 1, viewer)
                        .isGreaterThan(0.97);
            }
        });
    }

    /** The part of the footer's pixels that are the same. */
    static double seen(BufferedImage page, BufferedImage expected) {
        Rectangle footer = footer(expected);
        int same = 0;
        for (int y = footer.y; y < footer.y + footer.height; y++) {
            for (int x = footer.x; x < footer.x + footer.width; x++) {
                same += Math.abs(gray(page, x, y) - gray(expected, x, y)) < 48 ? 1 : 0;
            }
        }
        return (double) same / (footer.width * footer.height);
    }

    private static synchronized BufferedImage expected(PdfViewer viewer) {
        return EXPECTED.computeIfAbsent(
                viewer,
                other -> other.render(StampingTest.stamp(RawPdf.content("").bytes()))
                        .get(0));
    }

    /** Around what is dark at the bottom. */
    private static Rectangle footer(BufferedImage expected) {
        Rectangle footer = new Rectangle(-1, -1);
        for (int y = expected.getHeight() - FOOTER_HEIGHT; y < expected.getHeight(); y++) {
            for (int x = 0; x < expected.getWidth(); x++) {
                if (gray(expected, x, y) < 160) {
                    footer.add(new Rectangle(x, y, 1, 1));
                }
            }
        }
        assertThat(footer.width).isGreaterThan(200);
        assertThat(footer.height).isBetween(8, 30);
        return footer;
    }

    private static int gray(BufferedImage image, int x, int y) {
        return image.getRaster().getSample(x, y, 0);
    }
}
