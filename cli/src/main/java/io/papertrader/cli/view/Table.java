package io.papertrader.cli.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows in columns as wide as what they hold; words to the left, figures to the right. */
public final class Table {
    private static final String GAP = "  ";

    private final List<Column> columns = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();

    private record Column(String heading, boolean isRight) {}

    /** Adds a column of words. */
    public Table words(String heading) {
        columns.add(new Column(heading, false));
        return this;
    }

    /** Adds a column of figures. */
    public Table figures(String heading) {
        columns.add(new Column(heading, true));
        return this;
    }

    /** Adds a row, a cell for each column. */
    public Table row(List<Cell> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + columns.size() + " columns");
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    /** Adds a row. */
    public Table row(Cell... cells) {
        return row(List.of(cells));
    }

    /** The table without its columns that hold nothing in any row. */
    public Table withoutEmptyColumns() {
        List<Integer> kept = IntStream.range(0, columns.size())
                .filter(column -> rows.isEmpty()
                        || rows.stream().anyMatch(row -> !row.get(column).text().isEmpty()))
                .boxed()
                .toList();
        Table table = new Table();
        kept.forEach(column -> table.columns.add(columns.get(column)));
        rows.forEach(row -> table.rows.add(kept.stream().map(row::get).toList()));
        return table;
    }

    /** The lines, heading first. */
    public List<String> lines(Paint paint) {
        List<Cell> headings = columns.stream()
                .map(column -> Cell.of(column.heading(), Tone.QUIET))
                .toList();
        List<String> lines = new ArrayList<>(rows.size() + 1);
        lines.add(line(headings, paint));
        rows.forEach(row -> lines.add(line(row, paint)));
        return lines;
    }

    private String line(List<Cell> cells, Paint paint) {
        return IntStream.range(0, columns.size())
                .mapToObj(column -> padded(cells.get(column), column, paint))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private String padded(Cell cell, int column, Paint paint) {
        String space = " ".repeat(width(column) - cell.width());
        String text = paint.apply(cell.tone(), cell.text());
        return columns.get(column).isRight() ? space + text : text + space;
    }

    private int width(int column) {
        int widest =
                rows.stream().mapToInt(row -> row.get(column).width()).max().orElse(0);
        return Math.max(widest, columns.get(column).heading().length());
    }
}
