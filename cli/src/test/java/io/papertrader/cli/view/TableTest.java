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

    private static Table people() {
        Table table = new Table()
                .words("name")
                .figures("age")
                .words("remark")
                .cutting("name")
                .sparing("remark");
        table.row(Cell.of("Ada Lovelace of London"), Cell.of("36"), Cell.of("wrote it"));
        return table;
    }

    @Test
    void hasAllColumnsWhereThereIsRoom() {
        assertThat(people().lines(Paint.PLAIN, 37)).isEqualTo(people().lines(Paint.PLAIN));
        assertThat(people().leftOut(Paint.PLAIN, 37)).isEmpty();
    }

    @Test
    void cutsWordsWhereThatMakesRoom() {
        assertThat(people().lines(Paint.PLAIN, 36))
                .containsExactly(
                        "name                   age  remark", //
                        "Ada Lovelace of Lon..   36  wrote it");
    }

    @Test
    void leavesColumnsOutWhereCuttingDoesNot() {
        assertThat(people().lines(Paint.PLAIN, 20))
                .containsExactly(
                        "name            age", //
                        "Ada Lovelace..   36");
        assertThat(people().leftOut(Paint.PLAIN, 20)).containsExactly("No room for: remark.");
    }

    @Test
    void fitsAnyWidthThatHoldsItsFirstColumn() {
        for (int places = 10; places < 60; places++) {
            int room = places;
            assertThat(people().lines(Paint.PLAIN, places))
                    .allSatisfy(line -> assertThat(Width.of(line)).isLessThanOrEqualTo(room));
        }
    }

    @Test
    void alignsCharactersOfAnyWidth() {
        Table table = new Table().words("name").words("x");
        table.row(Cell.of("東京電力"), Cell.of("1"));
        table.row(Cell.of("A\u030Angstr\u00F6m"), Cell.of("2"));
        table.row(Cell.of("\uD83D\uDE80"), Cell.of("3"));

        assertThat(table.lines(Paint.PLAIN))
                .containsExactly(
                        "name      x", //
                        "東京電力  1",
                        "A\u030Angstr\u00F6m  2",
                        "\uD83D\uDE80        3");
        assertThat(Width.cut("東京電力", 7)).isEqualTo("東京..");
    }
}
