package io.papertrader.bench.edge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A table of the report, in Markdown: words to the left, figures to the right. */
public final class ReportTable {
    private final String title;
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    public ReportTable(String title, String... columns) {
        this.title = title;
        this.columns = List.of(columns);
    }

    public void row(String... cells) {
        rows.add(List.of(cells));
        System.err.println(String.join("  ", cells));
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public String markdown() {
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

    public static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number).replace(',', ' ');
    }

    public static String millis(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    public static String ratio(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    public static String oneDigit(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
