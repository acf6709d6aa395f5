package io.papertrader.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.client.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartTest {
    @Test
    void drawsCandles() {
        List<String> lines = CandleChart.lines(Samples.series(20).bars(), 60, 9, true, Paint.PLAIN);

        assertThat(String.join("\n", lines)).isEqualTo(GOLDEN_CANDLES.stripTrailing());
    }

    private static final String GOLDEN_CANDLES = """
            111.00 ┤▄ ╷                                 ╷ ╽
                   │█ ▄ ╷                             ╷ ╽ ┃
                   │╵ ▀ █ │                         │ ┃ ╿ ╵
                   │  ╵ ▀ █ ▄ ╷                 ╷ ╽ ┃ ╿ ╵
            105.00 ┤      ╵ ▀ █ │             │ ┃ ╿ ╵
                   │        ╵ ▀ █ ▄ ╷     ╷ ╽ ┃ ╿ ╵
                   │            │ █ ▄ ╷ ╷ ╽ ┃ │
                   │              ╵ ▀ █ ┃ ╿ ╵
             99.00 ┤                ╵ ▀ ╿ ╵
                   └────────────────────────────────────────
                    2018-01-08                    2018-01-27
            """;

    @Test
    void drawsCandlesInAscii() {
        List<String> lines = CandleChart.lines(Samples.series(20).bars(), 60, 9, false, Paint.PLAIN);

        assertThat(String.join("\n", lines)).isEqualTo(GOLDEN_ASCII.stripTrailing());
    }

    private static final String GOLDEN_ASCII = """
            111.00 +# |                                 | o
                   |# # |                             | o o
                   || # # |                         | o o |
                   |  | # # # |                 | o o o |
            105.00 +      | # # |             | o o |
                   |        | # # # |     | o o o |
                   |            | # # | | o o |
                   |              | # # o o |
             99.00 +                | # o |
                   +----------------------------------------
                    2018-01-08                    2018-01-27
            """;

    @Test
    void coloursGainsAndLosses() {
        String chart = String.join("\n", CandleChart.lines(Samples.series(20).bars(), 60, 9, true, Paint.COLOURED));

        assertThat(chart).contains("\u001b[32m┃\u001b[0m", "\u001b[31m┃\u001b[0m");
    }

    @Test
    void joinsNeighboursWhereBarsDoNotFit() {
        List<String> lines = CandleChart.lines(Samples.series(1_000).bars(), 60, 9, true, Paint.PLAIN);

        assertThat(lines).allMatch(line -> line.length() <= 60);
    }

    @Test
    void drawsOneBarThatNeverMoved() {
        List<String> lines = CandleChart.lines(Samples.series(1).bars(), 60, 9, true, Paint.PLAIN);

        assertThat(lines).hasSize(11);
    }

    @Test
    void drawsTheBandOfAPrediction() {
        List<String> lines = BandChart.lines(Samples.prediction().steps(), 60, 5, true, Paint.PLAIN);

        assertThat(String.join("\n", lines)).isEqualTo(GOLDEN_BAND.stripTrailing());
    }

    private static final String GOLDEN_BAND = """
            165.00 ┤         ░░░░░░
                   │   ░░░░░░░░░░░░
                   │━━━━━━━━━━━━━━━
                   │   ░░░░░░░░░░░░
            155.00 ┤         ░░░░░░
                   └───────────────
                    2018-02-08  2018-02-12
            """;
}
