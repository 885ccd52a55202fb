package io.compliancecenter.specimens;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;

/** Text that flows down the pages: headings, paragraphs, lists, tables, signatures. Lengths are in points. */
final class Report implements Closeable {

    static final float LEFT = 70;
    static final float RIGHT = Canvas.WIDTH - 70;
    static final float WIDTH = RIGHT - LEFT;

    private static final float TOP = Canvas.HEIGHT - 88;
    private static final float BOTTOM = 78;

    private final PDDocument pdf;
    private final Cover cover;
    private final Tags tags = new Tags();
    private final Canvas canvas;
    private final PageFurniture furniture;
    private final PDDocumentOutline outline = new PDDocumentOutline();
    private float y;

    Report(PDDocument pdf, Cover cover) throws IOException {
        this.pdf = pdf;
        this.cover = cover;
        canvas = new Canvas(pdf, tags);
        furniture = new PageFurniture(canvas, cover);
        canvas.addPage();
        cover.draw(canvas, tags, furniture);
        newPage();
    }

    /** A main heading, which is also in the outline. */
    void heading(String text) throws IOException {
        if (y < TOP) {
            y -= 20;
        }
        keepTogether(110);
        bookmark(text);
        lines(StandardStructureTypes.H2, Style.HEADING.in(cover.accent()), LEFT, WIDTH, text);
        y -= 7;
    }

    void subheading(String text) throws IOException {
        if (y < TOP) {
            y -= 7;
        }
        keepTogether(64);
        lines(StandardStructureTypes.H3, Style.SUBHEADING, LEFT, WIDTH, text);
        y -= 2;
    }

    void paragraph(String text) throws IOException {
        lines(StandardStructureTypes.P, Style.BODY, LEFT, WIDTH, text);
        y -= 7;
    }

    void list(String... items) throws IOException {
        PDStructureElement list = tags.element(StandardStructureTypes.L);
        float indent = 16;
        for (String item : items) {
            PDStructureElement entry = tags.element(list, StandardStructureTypes.LI);
            List<String> lines = canvas.wrap(Style.BODY, item, WIDTH - indent);
            keepTogether(lines.size() * Style.BODY.leading());
            float baseline = y - Style.BODY.size();
            canvas.tagged(
                    tags.element(entry, StandardStructureTypes.LBL),
                    StandardStructureTypes.LBL,
                    () -> canvas.text(Style.BODY.in(cover.accent()), LEFT + 3, baseline, "•"));
            flow(tags.element(entry, StandardStructureTypes.L_BODY), "LBody", Style.BODY, LEFT + indent, lines);
            y -= 3;
        }
        y -= 5;
    }

    /** A table, whose header row is repeated on every page. */
    void table(Table table) throws IOException {
        TableWriter writer = new TableWriter(canvas, tags, cover, table);
        TableWriter.Row header = writer.header(table.header());
        keepTogether(header.height() + writer.row(table.rows().get(0)).height());
        writer.drawHeader(header, y);
        y -= header.height();
        for (List<String> cells : table.rows()) {
            TableWriter.Row row = writer.row(cells);
            if (y - row.height() < BOTTOM) {
                newPage();
                writer.drawHeaderAgain(header, y);
                y -= header.height();
            }
            writer.drawRow(row, y);
            y -= row.height();
        }
        y -= 14;
    }

    /** Signature lines side by side. */
    void signatures(Signatory... signatories) throws IOException {
        keepTogether(100);
        float gap = 28;
        float column = (WIDTH - gap) / 2;
        float top = y - 12;
        for (int i = 0; i < signatories.length; i++) {
            float x = LEFT + i * (column + gap);
            Signatory signatory = signatories[i];
            canvas.artifact(() -> canvas.rule(Style.QUIET, 0.6f, x, top - 36, column));
            canvas.tagged(tags.element(StandardStructureTypes.P), StandardStructureTypes.P, () -> {
                canvas.text(Style.SIGNATURE.in(cover.accent()), x + 6, top - 28, signatory.name());
                canvas.text(Style.STRONG, x, top - 52, signatory.name());
                canvas.text(Style.FURNITURE, x, top - 65, signatory.position());
                canvas.text(
                        Style.FURNITURE,
                        x,
                        top - 77,
                        "Signed on " + cover.issue().issued());
            });
        }
        y = top - 96;
    }

    /** Continues on a new page. */
    void newPage() throws IOException {
        canvas.addPage();
        furniture.drawMark(PageFurniture.MARK_ON_PAPER);
        furniture.drawHeader();
        y = TOP;
    }

    /** Adds page numbers and tags. Nothing can be written afterwards. */
    void finish() throws IOException {
        for (int page = 0; page < canvas.pages(); page++) {
            canvas.turnTo(page);
            furniture.drawFooter(page + 1, canvas.pages());
        }
        tags.writeTo(pdf);
        pdf.getDocumentCatalog().setDocumentOutline(outline);
    }

    @Override
    public void close() throws IOException {
        canvas.close();
    }

    private void lines(String type, Style style, float x, float width, String text) throws IOException {
        flow(tags.element(type), type, style, x, canvas.wrap(style, text, width));
    }

    /** Writes lines across pages without leaving a single line at the end or the start of a page. */
    private void flow(PDStructureElement element, String type, Style style, float x, List<String> lines)
            throws IOException {
        List<String> rest = lines;
        while (!rest.isEmpty()) {
            int fitting = Math.min(rest.size(), (int) ((y - BOTTOM) / style.leading()));
            if (rest.size() - fitting == 1) {
                fitting--;
            }
            if (fitting < Math.min(2, rest.size())) {
                newPage();
                continue;
            }
            List<String> here = rest.subList(0, fitting);
            float top = y;
            canvas.tagged(element, type, () -> {
                for (int i = 0; i < here.size(); i++) {
                    canvas.text(style, x, top - i * style.leading() - style.size(), here.get(i));
                }
            });
            y -= fitting * style.leading();
            rest = rest.subList(fitting, rest.size());
        }
    }

    private void keepTogether(float height) throws IOException {
        if (y - height < BOTTOM) {
            newPage();
        }
    }

    private void bookmark(String title) {
        PDPageXYZDestination destination = new PDPageXYZDestination();
        destination.setPage(canvas.page());
        destination.setTop((int) y);
        PDOutlineItem item = new PDOutlineItem();
        item.setTitle(title);
        item.setDestination(destination);
        outline.addLast(item);
    }

    /** A person who signs, with their role. */
    record Signatory(String name, String position) {}
}
