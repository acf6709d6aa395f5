package io.papertrader.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void putsWordsLeftAndFiguresRight() {
        Table table = new Table().words("symbol").figures("value");
        table.row(Cell.of("AAPL", Tone.STRONG), Cell.of("1,159.54"));
        table.row(Cell.of("BRK.B"), Cell.of("2.00", Tone.GAIN));

        assertThat(table.lines(Paint.PLAIN))
                .containsExactly(
                        "symbol     value", //
                        "AAPL    1,159.54",
                        "BRK.B       2.00");
    }

    @Test
    void coloursTextAndNotTheSpaceAroundIt() {
        Table table = new Table().words("s").figures("value");
        table.row(Cell.of("A"), Cell.of("+1", Tone.GAIN));

        assertThat(table.lines(Paint.COLOURED).getLast()).isEqualTo("A     \u001b[32m+1\u001b[0m");
    }

    @Test
    void makesWhatOthersWroteHarmless() {
        Table table = new Table().words("name");
        table.row(Cell.of("\u001b]0;owned\u0007"));

        assertThat(table.lines(Paint.PLAIN).getLast()).isEqualTo("\\u001b]0;owned\\u0007");
    }

    @Test
    void leavesOutColumnsThatHoldNothing() {
        Table table = new Table().words("a").words("b").words("c");
        table.row(Cell.of("1"), Cell.empty(), Cell.of("3"));

        assertThat(table.withoutEmptyColumns().lines(Paint.PLAIN)).containsExactly("a  c", "1  3");
    }
}
