package io.papertrader.bench.edge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A table of the report, in Markdown: words to the left, figures to the right. */
final class Table {
    private final String title;
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String title, String... columns) {
        this.title = title;
        this.columns = List.of(columns);
    }

    void row(String... cells) {
        rows.add(List.of(cells));
        System.err.println(String.join("  ", cells));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    String markdown() {
        StringBuilder text = new StringBuilder("### " + title + "\n\n" + line(columns));
        String[] rule = new String[columns.size()];
        Arrays.fill(rule, "---:");
        rule[0] = "---";
        text.append(line(List.of(rule)));
        rows.forEach(row -> text.append(line(row)));
        return text.append('\n').toString();
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number).replace(',', ' ');
    }

    static String millis(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    static String ratio(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    static String oneDigit(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
