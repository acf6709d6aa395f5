package io.papertrader.cli.view;

import io.papertrader.codec.message.Bar;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Bars as candles: the wick from low to high, the body from open to close, in the colour of gain or loss. Without
 * colours a gain is thin and a loss is full.
 */
public final class CandleChart {
    /** The signs by the content of the upper and the lower half of a place: nothing, wick, body. */
    private static final String[] THIN = {" ╷╻", "╵│╽", "╹╿┃"};

    private static final String[] FULL = {" ╷▄", "╵│▄", "▀▀█"};
    private static final String[] ASCII_GAIN = {" ||", "||o", "|oo"};
    private static final String[] ASCII_LOSS = {" |#", "||#", "###"};
    private static final int NOTHING = 0;
    private static final int WICK = 1;
    private static final int BODY = 2;

    private final List<Bar> bars;
    private final Scale scale;
    private final int spacing;
    private final boolean isUnicode;
    private final Paint paint;

    private CandleChart(List<Bar> bars, int width, int height, boolean isUnicode, Paint paint) {
        Scale whole = Scale.of(bars.stream().flatMap(bar -> Stream.of(bar.low(), bar.high())), height);
        int room = Math.max(1, width - whole.width() - 2);
        this.bars = merged(bars, Math.ceilDiv(bars.size(), room));
        this.scale = whole;
        this.spacing = Math.clamp(room / this.bars.size(), 1, 3);
        this.isUnicode = isUnicode;
        this.paint = paint;
    }

    /** The lines of the chart; at least one bar. Where the bars do not fit the width, neighbours become one. */
    public static List<String> lines(List<Bar> bars, int width, int height, boolean isUnicode, Paint paint) {
        return new CandleChart(bars, width, height, isUnicode, paint).lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int line = scale.lines() - 1; line >= 0; line--) {
            lines.add((paint.apply(Tone.QUIET, scale.label(line, isUnicode)) + places(line)).stripTrailing());
        }
        int width = bars.size() * spacing;
        lines.add(paint.apply(Tone.QUIET, Axis.rule(scale.width(), width, isUnicode)));
        lines.add(paint.apply(
                Tone.QUIET,
                Axis.names(
                        scale.width(),
                        width,
                        Times.of(bars.getFirst().time()),
                        Times.of(bars.getLast().time()))));
        return lines;
    }

    private String places(int line) {
        return bars.stream()
                .map(bar -> paint.apply(tone(bar), place(bar, line)) + " ".repeat(spacing - 1))
                .collect(Collectors.joining())
                .stripTrailing();
    }

    private String place(Bar bar, int line) {
        String row = look(bar)[shown(bar, 2 * line + 1)];
        int lower = shown(bar, 2 * line);
        return row.substring(lower, lower + 1);
    }

    private String[] look(Bar bar) {
        boolean isLoss = tone(bar) == Tone.LOSS;
        if (!isUnicode) {
            return isLoss ? ASCII_LOSS : ASCII_GAIN;
        }
        return isLoss && paint == Paint.PLAIN ? FULL : THIN;
    }

    private int shown(Bar bar, int half) {
        if (isWithin(half, bar.open(), bar.close())) {
            return BODY;
        }
        return isWithin(half, bar.low(), bar.high()) ? WICK : NOTHING;
    }

    private boolean isWithin(int half, Money one, Money other) {
        int from = Math.min(scale.half(one), scale.half(other));
        int to = Math.max(scale.half(one), scale.half(other));
        return half >= from && half <= to;
    }

    private static Tone tone(Bar bar) {
        return bar.close().compareTo(bar.open()) < 0 ? Tone.LOSS : Tone.GAIN;
    }

    private static List<Bar> merged(List<Bar> bars, int each) {
        List<Bar> merged = new ArrayList<>();
        for (int from = 0; from < bars.size(); from += each) {
            merged.add(bars.subList(from, Math.min(bars.size(), from + each)).stream()
                    .reduce(CandleChart::merge)
                    .orElseThrow());
        }
        return merged;
    }

    private static Bar merge(Bar first, Bar second) {
        Money high = first.high().compareTo(second.high()) >= 0 ? first.high() : second.high();
        Money low = first.low().compareTo(second.low()) <= 0 ? first.low() : second.low();
        // The volume is not drawn; a sum could overflow for nothing.
        return new Bar(first.time(), first.open(), high, low, second.close(), Quantity.ZERO);
    }
}
