package io.papertrader.cli.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows in columns as wide as what they hold; words to the left, figures to the right. */
public final class Table {
    private static final String GAP = "  ";

    /** A column of words that is cut keeps so many places at least. */
    private static final int LEAST = 10;

    private final List<Column> columns = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();
    private List<String> cut = List.of();
    private List<String> spared = List.of();

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

    /** Names the columns whose words may be cut where there is no room. */
    public Table cutting(String... headings) {
        cut = List.of(headings);
        return this;
    }

    /** Names the columns that are left out where there is still no room, the first one first. */
    public Table sparing(String... headings) {
        spared = List.of(headings);
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
        return with(column -> rows.isEmpty()
                || rows.stream().anyMatch(row -> !row.get(column).text().isEmpty()));
    }

    private Table with(Predicate<Integer> isKept) {
        List<Integer> kept =
                IntStream.range(0, columns.size()).boxed().filter(isKept).toList();
        Table table = new Table();
        table.cut = cut;
        table.spared = spared;
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

    /** The lines, none of them wider than that: with words cut and, where that is not enough, with fewer columns. */
    public List<String> lines(Paint paint, int places) {
        return fitting(places).lines(paint);
    }

    /** A line about the columns that are left out in so many places; none where all are there. */
    public List<String> leftOut(Paint paint, int places) {
        List<Column> kept = fitting(places).columns;
        String names = columns.stream()
                .filter(column -> !kept.contains(column))
                .map(Column::heading)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? List.of() : List.of(paint.apply(Tone.QUIET, "No room for: " + names + "."));
    }

    private Table fitting(int places) {
        int excess = width() - places;
        if (excess <= 0) {
            return this;
        }
        Table shorter = cutBy(excess);
        boolean isEnough = shorter.width() <= places || columns.size() == 1;
        return isEnough ? shorter : with(column -> column != leastWanted()).fitting(places);
    }

    private int leastWanted() {
        return spared.stream()
                .flatMap(heading -> IntStream.range(0, columns.size())
                        .filter(column -> columns.get(column).heading().equals(heading))
                        .boxed())
                .findFirst()
                .orElse(columns.size() - 1);
    }

    /** The table with words cut, in the first columns where that may be, until it is so much narrower. */
    private Table cutBy(int excess) {
        Table table = this;
        int left = excess;
        for (int column = 0; column < columns.size() && left > 0; column++) {
            int width = width(column);
            int kept = Math.max(Math.max(LEAST, columns.get(column).heading().length()), width - left);
            if (cut.contains(columns.get(column).heading()) && kept < width) {
                table = table.withCut(column, kept);
                left -= width - kept;
            }
        }
        return table;
    }

    private Table withCut(int column, int places) {
        Table table = with(all -> true);
        table.rows.replaceAll(row -> {
            List<Cell> cells = new ArrayList<>(row);
            cells.set(column, cells.get(column).cut(places));
            return List.copyOf(cells);
        });
        return table;
    }

    private int width() {
        return IntStream.range(0, columns.size()).map(this::width).sum() + GAP.length() * (columns.size() - 1);
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
