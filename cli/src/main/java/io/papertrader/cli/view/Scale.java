package io.papertrader.cli.view;

import io.papertrader.vocabulary.Money;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The vertical axis of a chart: which half of which line a value falls on. Floating point will do for a picture.
 *
 * @param low the value at the bottom
 * @param high the value at the top
 * @param lines lines of text
 */
record Scale(Money low, Money high, int lines) {
    private static final int LABEL_DISTANCE = 4;

    static Scale of(Stream<Money> values, int lines) {
        List<Money> all = values.sorted(Comparator.naturalOrder()).toList();
        return new Scale(all.getFirst(), all.getLast(), lines);
    }

    /** The half line of a value, from 0 at the bottom. */
    int half(Money value) {
        return (int) Math.round(share(value) * (2 * lines - 1));
    }

    /** The line of a value, from 0 at the bottom. */
    int line(Money value) {
        return half(value) / 2;
    }

    private double share(Money value) {
        long range = high.units() - low.units();
        return range == 0 ? 0.5 : (double) (value.units() - low.units()) / range;
    }

    /** The label before a line, counted from the bottom: the price it means, or only the axis. */
    String label(int line, boolean isUnicode) {
        boolean isLabelled = line == lines - 1 || line % LABEL_DISTANCE == 0;
        String text = isLabelled ? Figures.amount(at(line)) : "";
        String axis = isUnicode ? (isLabelled ? " ┤" : " │") : (isLabelled ? " +" : " |");
        return " ".repeat(width() - text.length()) + text + axis;
    }

    /** Characters of a label without its axis. */
    int width() {
        return Math.max(Figures.amount(low).length(), Figures.amount(high).length());
    }

    private Money at(int line) {
        double share = lines == 1 ? 0.5 : (double) line / (lines - 1);
        return new Money(low.units() + Math.round((high.units() - low.units()) * share));
    }
}
