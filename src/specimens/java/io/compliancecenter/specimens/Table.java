package io.compliancecenter.specimens;

import java.util.ArrayList;
import java.util.List;

/** A table with a header row. The first column names the subject of the row. */
final class Table {

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    private Table(List<Column> columns) {
        this.columns = columns;
    }

    static Table of(Column... columns) {
        return new Table(List.of(columns));
    }

    Table row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("A row has " + columns.size() + " cells, not " + cells.length);
        }
        rows.add(List.of(cells));
        return this;
    }

    List<String> header() {
        return columns.stream().map(Column::name).toList();
    }

    List<List<String>> rows() {
        return List.copyOf(rows);
    }

    /** The width of each column for a table of the given width. */
    float[] widths(float width) {
        float shares = 0;
        for (Column column : columns) {
            shares += column.share();
        }
        float[] widths = new float[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = columns.get(i).share() / shares * width;
        }
        return widths;
    }

    /**
     * A column.
     *
     * @param share of the table's width, relative to the other columns
     */
    record Column(String name, float share) {}
}
