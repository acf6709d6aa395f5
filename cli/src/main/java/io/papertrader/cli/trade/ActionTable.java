package io.papertrader.cli.trade;

import io.papertrader.cli.view.Cell;
import io.papertrader.cli.view.Figures;
import io.papertrader.cli.view.Table;
import io.papertrader.cli.view.Times;
import io.papertrader.cli.view.Tone;
import io.papertrader.codec.message.PortfolioAction;
import java.util.List;

/** The effects of corporate actions on the own account, one a line. */
final class ActionTable {
    private ActionTable() {}

    static Table of(List<PortfolioAction> actions) {
        Table table = new Table()
                .words("booked (UTC)")
                .words("ex-date")
                .words("action")
                .figures("from")
                .words("symbol")
                .figures("to")
                .words("symbol after")
                .figures("cash")
                .words("fault")
                .cutting("fault")
                .sparing("booked (UTC)");
        actions.forEach(action -> table.row(row(action)));
        return table.withoutEmptyColumns();
    }

    private static List<Cell> row(PortfolioAction action) {
        return List.of(
                Cell.of(Times.of(action.booked().at()), Tone.QUIET),
                Cell.of(action.exDate().toString()),
                Cell.of(ActionLine.word(action)),
                Cell.of(Figures.quantity(action.from().quantity())),
                Cell.of(action.from().symbol(), Tone.STRONG),
                Cell.of(Figures.quantity(action.to().quantity())),
                Cell.of(action.to().symbol(), Tone.STRONG),
                action.booked().cash().units() == 0
                        ? Cell.empty()
                        : Cell.of(Figures.amount(action.booked().cash())),
                Cell.of(action.booked().fault()));
    }
}
