package io.papertrader.cli.view;

import java.util.List;
import java.util.stream.Collectors;

/** Comma-separated values after RFC 4180. */
public final class Csv {
    private final StringBuilder text = new StringBuilder();

    /** Adds a line of values, each in quotes where it needs them. */
    public Csv line(List<String> values) {
        text.append(values.stream().map(Csv::quoted).collect(Collectors.joining(",")))
                .append("\r\n");
        return this;
    }

    private static String quoted(String value) {
        boolean isPlain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return isPlain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
