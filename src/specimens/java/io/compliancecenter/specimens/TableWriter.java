package io.compliancecenter.specimens;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;

/** Draws the rows of one table. Lengths are in points. */
final class TableWriter {

    private static final float PADDING = 6;

    private final Canvas canvas;
    private final Tags tags;
    private final Color headerFill;
    private final Color headerRule;
    private final float[] widths;
    private final PDStructureElement table;

    TableWriter(Canvas canvas, Tags tags, Cover cover, Table table) {
        this.canvas = canvas;
        this.tags = tags;
        headerFill = cover.tint(0.9f);
        headerRule = cover.accent();
        widths = table.widths(Report.WIDTH);
        this.table = tags.element(StandardStructureTypes.TABLE);
    }

    Row header(List<String> cells) throws IOException {
        return row(cells, Style.CELL_HEAD, Style.CELL_HEAD);
    }

    Row row(List<String> cells) throws IOException {
        return row(cells, Style.CELL_HEAD, Style.CELL);
    }

    void drawHeader(Row row, float top) throws IOException {
        PDStructureElement tableRow = tags.element(table, StandardStructureTypes.TR);
        canvas.artifact(() -> drawHeaderFrame(row, top));
        for (Cell cell : row.cells()) {
            canvas.tagged(tags.columnHeader(tableRow), StandardStructureTypes.TH, () -> drawCell(cell, top));
        }
    }

    /** Repeats the header on a new page, hidden from screen readers. */
    void drawHeaderAgain(Row row, float top) throws IOException {
        canvas.artifact(() -> {
            drawHeaderFrame(row, top);
            for (Cell cell : row.cells()) {
                drawCell(cell, top);
            }
        });
    }

    void drawRow(Row row, float top) throws IOException {
        PDStructureElement tableRow = tags.element(table, StandardStructureTypes.TR);
        for (Cell cell : row.cells()) {
            PDStructureElement data = tags.element(tableRow, StandardStructureTypes.TD);
            canvas.tagged(data, StandardStructureTypes.TD, () -> drawCell(cell, top));
        }
        canvas.artifact(() -> canvas.rule(Style.HAIRLINE, 0.6f, Report.LEFT, top - row.height(), Report.WIDTH));
    }

    private Row row(List<String> texts, Style first, Style others) throws IOException {
        List<Cell> cells = new ArrayList<>();
        float x = Report.LEFT;
        float height = 0;
        for (int i = 0; i < widths.length; i++) {
            Style style = i == 0 ? first : others;
            List<String> lines = canvas.wrap(style, texts.get(i), widths[i] - 2 * PADDING);
            cells.add(new Cell(style, x + PADDING, lines));
            height = Math.max(height, lines.size() * style.leading());
            x += widths[i];
        }
        return new Row(cells, height + 2 * PADDING - 2);
    }

    private void drawHeaderFrame(Row row, float top) throws IOException {
        canvas.rectangle(headerFill, Report.LEFT, top - row.height(), Report.WIDTH, row.height());
        canvas.rule(headerRule, 1f, Report.LEFT, top - row.height(), Report.WIDTH);
    }

    private void drawCell(Cell cell, float top) throws IOException {
        float baseline = top - PADDING - cell.style().size() + 1;
        for (String line : cell.lines()) {
            canvas.text(cell.style(), cell.x(), baseline, line);
            baseline -= cell.style().leading();
        }
    }

    /** A row with its height. */
    record Row(List<Cell> cells, float height) {}

    private record Cell(Style style, float x, List<String> lines) {}
}
