package io.papertrader.cli.view;

import io.papertrader.vocabulary.Money;
import java.util.List;
import java.util.stream.Collectors;

/** A course of values in one line of text. */
public final class Sparkline {
    private static final String UNICODE = "▁▂▃▄▅▆▇█";
    private static final String ASCII = "_.:-=+*#";

    private Sparkline() {}

    /** One character for each value, the lowest and the highest of them at the two ends of the scale. */
    public static String of(List<Money> values, boolean isUnicode) {
        if (values.isEmpty()) {
            return "";
        }
        long low = values.stream().mapToLong(Money::units).min().orElseThrow();
        long high = values.stream().mapToLong(Money::units).max().orElseThrow();
        String ramp = isUnicode ? UNICODE : ASCII;
        return values.stream()
                .map(value -> ramp.substring(
                        step(value.units(), low, high, ramp.length()),
                        step(value.units(), low, high, ramp.length()) + 1))
                .collect(Collectors.joining());
    }

    /** No money is made here: a picture may use floating point. */
    private static int step(long value, long low, long high, int steps) {
        return high == low ? steps / 2 : (int) Math.round((double) (value - low) / (high - low) * (steps - 1));
    }
}
