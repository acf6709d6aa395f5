package io.papertrader.cli.trade;

import io.papertrader.cli.view.Cell;
import io.papertrader.cli.view.Figures;
import io.papertrader.cli.view.Paint;
import io.papertrader.cli.view.Table;
import io.papertrader.cli.view.Tone;
import io.papertrader.codec.message.TradeReply.Portfolio;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A portfolio: its owner sees money, all others see weights. */
final class PortfolioView {
    private PortfolioView() {}

    static List<String> lines(Portfolio portfolio, Paint paint, int places) {
        return portfolio
                .owned()
                .map(owned -> ownLines(portfolio, owned, paint, places))
                .orElseGet(() -> publicLines(portfolio, paint));
    }

    private static List<String> publicLines(Portfolio portfolio, Paint paint) {
        if (portfolio.weights().isEmpty()) {
            return List.of(portfolio.username() + " holds nothing.");
        }
        Table table = new Table().words("symbol").figures("weight");
        portfolio
                .weights()
                .forEach(weight ->
                        table.row(Cell.of(weight.symbol(), Tone.STRONG), Cell.of(Figures.percent(weight.weight()))));
        return table.lines(paint);
    }

    private static List<String> ownLines(Portfolio portfolio, Portfolio.Owned owned, Paint paint, int places) {
        List<String> lines = new ArrayList<>();
        if (owned.holdings().isEmpty()) {
            lines.addAll(List.of("You hold nothing yet. Next: papertrader buy AAPL 1", ""));
        } else {
            Table holdings = holdings(portfolio, owned);
            lines.addAll(holdings.lines(paint, places));
            lines.addAll(holdings.leftOut(paint, places));
            lines.add("");
        }
        Table sums = new Table().words("").figures("");
        sums.row(Cell.of("cash", Tone.QUIET), Cell.of(Figures.amount(owned.cash())));
        if (owned.reserved().units() != 0) {
            sums.row(Cell.of("reserved", Tone.QUIET), Cell.of(Figures.amount(owned.reserved())));
        }
        sums.row(Cell.of("equity", Tone.QUIET), Cell.of(Figures.amount(owned.equity()), Tone.STRONG));
        sums.lines(paint).stream().skip(1).forEach(lines::add);
        return lines;
    }

    private static Table holdings(Portfolio portfolio, Portfolio.Owned owned) {
        Map<AssetSymbol, String> weights = portfolio.weights().stream()
                .collect(Collectors.toMap(
                        Portfolio.Weight::symbol, weight -> Figures.percent(weight.weight()), (one, same) -> one));
        Table table = new Table()
                .words("symbol")
                .figures("quantity")
                .figures("reserved")
                .figures("average cost")
                .figures("value")
                .figures("gain")
                .figures("gain %")
                .figures("weight")
                .sparing("weight", "gain %", "average cost", "reserved");
        owned.holdings().forEach(holding -> table.row(row(holding, weights.getOrDefault(holding.symbol(), ""))));
        return table.withoutEmptyColumns();
    }

    private static List<Cell> row(Portfolio.Holding holding, String weight) {
        Money cost = holding.averageCost().times(holding.quantity());
        return List.of(
                Cell.of(holding.symbol(), Tone.STRONG),
                Cell.of(Figures.quantity(holding.quantity())),
                holding.reserved().isPositive() ? Cell.of(Figures.quantity(holding.reserved())) : Cell.empty(),
                Cell.of(Figures.price(holding.averageCost())),
                Cell.of(Figures.amount(holding.value())),
                Figures.gain(holding.value().minus(cost)),
                Figures.change(cost, holding.value()),
                Cell.of(weight));
    }
}
