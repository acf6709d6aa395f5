package io.papertrader.cli.view;

import io.papertrader.codec.message.AssetReply.Prediction.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The band in which a value may lie: the band of confidence shaded, its middle drawn through it. */
public final class BandChart {
    private static final int WIDEST_STEP = 3;

    private BandChart() {}

    /** The lines of the chart; at least one step. Where they do not fit the width, some are left out. */
    public static List<String> lines(List<Step> steps, int width, int height, boolean isUnicode, Paint paint) {
        Scale scale = Scale.of(steps.stream().flatMap(step -> Stream.of(step.low(), step.high())), height);
        int room = Math.max(1, width - scale.width() - 2);
        List<Step> shown = thinned(steps, room);
        int each = Math.clamp(room / shown.size(), 1, WIDEST_STEP);
        List<String> lines = new ArrayList<>();
        for (int line = height - 1; line >= 0; line--) {
            lines.add(paint.apply(Tone.QUIET, scale.label(line, isUnicode))
                    + places(shown, each, scale, line, isUnicode).stripTrailing());
        }
        String first = Times.of(steps.getFirst().time());
        String last = Times.of(steps.getLast().time());
        lines.add(paint.apply(Tone.QUIET, Axis.rule(scale.width(), shown.size() * each, isUnicode)));
        lines.add(paint.apply(Tone.QUIET, Axis.names(scale.width(), shown.size() * each, first, last)));
        return lines;
    }

    private static String places(List<Step> steps, int each, Scale scale, int line, boolean isUnicode) {
        return steps.stream()
                .map(step -> place(step, scale, line, isUnicode).repeat(each))
                .collect(Collectors.joining());
    }

    private static String place(Step step, Scale scale, int line, boolean isUnicode) {
        if (line == scale.line(step.expected())) {
            return isUnicode ? "━" : "=";
        }
        boolean isInBand = line >= scale.line(step.low()) && line <= scale.line(step.high());
        return isInBand ? (isUnicode ? "░" : ".") : " ";
    }

    private static List<Step> thinned(List<Step> steps, int room) {
        int each = Math.ceilDiv(steps.size(), room);
        return IntStream.range(0, steps.size())
                .filter(i -> i % each == 0)
                .mapToObj(steps::get)
                .toList();
    }
}
