package io.compliancecenter.stamping;

import io.compliancecenter.pdf.PdfFonts;
import io.compliancecenter.pdf.PdfText;
import java.awt.geom.Rectangle2D;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDResources;

/**
 * Draws the text of a stamp for a page of a given size: a line at the bottom, and an outlined line from corner to corner. Lengths
 * are in points.
 *
 * <p>Colours are in CalGray, which is device-independent, and nothing is transparent, so that PDF/A stays PDF/A.
 */
final class StampText {

    private static final String SEPARATOR = "  ·  ";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** The shorter side of A4, for which the sizes below are chosen. The text grows with the page. */
    private static final double USUAL_SIDE = 595;

    private static final double FOOTER_SIZE = 6.5;
    private static final double SMALLEST_SIZE = 5;

    /** The margin that most printers cannot print on. */
    private static final double MARGIN = 14;

    /** A narrower page gets two lines. */
    private static final double NARROW = 330;

    private static final double MARK_LARGEST = 28;
    private static final double MARK_SMALLEST = 13;

    private final CopyStamp stamp;
    private final String confidential = "Confidential Information";

    StampText(CopyStamp stamp) {
        this.stamp = stamp;
    }

    /** The operators that draw the stamp on a page of that size, whose lower left corner is the origin. */
    String draw(PdfFonts fonts, PDResources resources, double width, double height) {
        StringBuilder content = new StringBuilder();
        drawMark(content, fonts, resources, width, height);
        drawFooter(content, fonts, resources, width, height);
        return content.toString();
    }

    private void drawMark(StringBuilder content, PdfFonts fonts, PDResources resources, double width, double height) {
        double scale = scale(width, height);
        double diagonal = Math.hypot(width, height);
        double room = diagonal * 0.72;
        PdfText whole = PdfText.of(
                stamp.organization(),
                SEPARATOR,
                stamp.name(),
                SEPARATOR,
                stamp.serial().toString());
        double smallest = MARK_SMALLEST * scale * Math.min(1, Math.min(width, height) / USUAL_SIDE);
        double size = Math.min(MARK_LARGEST * scale, Math.max(smallest, room / whole.width(1)));
        PdfText mark = whole.fitting(size, room, 1);
        size = Math.min(size, room / mark.width(1));
        double cos = width / diagonal;
        double sin = height / diagonal;
        double along = mark.width(size) / 2;
        double above = size * 0.35;
        content.append("q\n/CCGray CS 0.7 SC ")
                .append(PdfFonts.number(Math.max(0.15, size / 55)))
                .append(" w 1 J 1 j\nBT\n1 Tr\n");
        appendNumbers(
                content,
                cos,
                sin,
                -sin,
                cos,
                width / 2 - along * cos + above * sin,
                height / 2 - along * sin - above * cos);
        content.append("Tm\n");
        fonts.show(content, resources, mark, size);
        content.append("ET\nQ\n");
    }

    private void drawFooter(StringBuilder content, PdfFonts fonts, PDResources resources, double width, double height) {
        for (Line line : footer(width, height)) {
            // On white, so that it is readable on any background.
            content.append("q\n/CCGray cs 1 sc\n");
            Rectangle2D area = line.area();
            appendNumbers(content, area.getX(), area.getY(), area.getWidth(), area.getHeight());
            content.append("re f\n0.25 sc\n");
            fonts.draw(content, resources, line.text, line.x, line.y, line.size);
            content.append("Q\n");
        }
    }

    /** The areas of the lines at the bottom of a page of that size. */
    List<Rectangle2D> footerAreas(double width, double height) {
        return footer(width, height).stream().map(Line::area).toList();
    }

    /** @param x of the beginning of the base line, like {@code y} */
    private record Line(PdfText text, double x, double y, double size) {

        Rectangle2D area() {
            double pad = size * 0.25;
            return new Rectangle2D.Double(x - pad, y - size * 0.3, text.width(size) + 2 * pad, size * 1.3);
        }
    }

    private List<Line> footer(double width, double height) {
        double scale = scale(width, height);
        double margin = Math.min(MARGIN * scale, Math.min(width, height) * 0.05);
        double room = width - 2 * margin;
        double y = margin;
        List<Line> lines = new ArrayList<>();
        for (PdfText line : footerTexts(room / scale < NARROW)) {
            double size = Math.min(FOOTER_SIZE * scale, Math.max(SMALLEST_SIZE * scale, room / line.width(1)));
            PdfText fitted = line.fitting(size, room, 3);
            size = Math.min(size, room / fitted.width(1));
            lines.add(new Line(fitted, (width - fitted.width(size)) / 2, y, size));
            y += size * 1.4;
        }
        return lines;
    }

    private static double scale(double width, double height) {
        return Math.max(1, Math.min(4, Math.min(width, height) / USUAL_SIDE));
    }

    /** The lines from bottom to top. The last three parts of each line are never cut. */
    private List<PdfText> footerTexts(boolean narrow) {
        String time = TIME.format(stamp.grantedAt().truncatedTo(ChronoUnit.SECONDS));
        String serial = stamp.serial().toString();
        String member = stamp.name() + " <" + stamp.email() + ">";
        if (narrow) {
            return List.of(
                    PdfText.of(time, SEPARATOR, serial),
                    PdfText.of(member, SEPARATOR, stamp.organization(), "", SEPARATOR, confidential));
        }
        return List.of(PdfText.of(
                confidential,
                SEPARATOR,
                stamp.name(),
                " <",
                stamp.email(),
                ">",
                SEPARATOR,
                stamp.organization(),
                SEPARATOR,
                time,
                SEPARATOR,
                serial));
    }

    private static void appendNumbers(StringBuilder content, double... numbers) {
        for (double number : numbers) {
            content.append(PdfFonts.number(number)).append(' ');
        }
    }
}
