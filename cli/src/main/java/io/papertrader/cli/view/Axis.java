package io.papertrader.cli.view;

/** The horizontal axis of a chart, with its two ends named. */
final class Axis {
    private Axis() {}

    /** The rule below the chart. */
    static String rule(int indent, int width, boolean isUnicode) {
        return " ".repeat(indent + 1) + (isUnicode ? "└" + "─".repeat(width) : "+" + "-".repeat(width));
    }

    /** First and last, at the ends where both fit, else one behind the other. */
    static String names(int indent, int width, String first, String last) {
        int between = width - first.length() - last.length();
        return " ".repeat(indent + 2) + (first.equals(last) ? first : first + " ".repeat(Math.max(2, between)) + last);
    }
}
