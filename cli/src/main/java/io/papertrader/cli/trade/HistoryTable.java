package io.papertrader.cli.trade;

import io.papertrader.cli.view.Cell;
import io.papertrader.cli.view.Figures;
import io.papertrader.cli.view.Table;
import io.papertrader.cli.view.Times;
import io.papertrader.cli.view.Tone;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.TransactionState;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Transactions, one a line; columns that only the owner sees are absent for others. */
final class HistoryTable {
    private HistoryTable() {}

    static Table of(List<Transaction> transactions) {
        Table table = new Table()
                .words("placed (UTC)")
                .words("settled (UTC)")
                .words("state")
                .words("side")
                .words("symbol")
                .figures("quantity")
                .figures("price")
                .figures("fee")
                .figures("total")
                .words("value of")
                .words("source")
                .words("reason")
                .words("to cancel")
                .cutting("source", "reason")
                .sparing("source", "value of", "fee", "settled (UTC)", "price", "total", "placed (UTC)");
        transactions.forEach(transaction -> table.row(row(transaction)));
        return table.withoutEmptyColumns();
    }

    private static List<Cell> row(Transaction transaction) {
        Optional<Transaction.Owned> owned = transaction.owned();
        return List.of(
                Cell.of(Times.of(transaction.placedAt()), Tone.QUIET),
                Cell.of(Times.of(transaction.settledAt()), Tone.QUIET),
                state(transaction),
                Cell.of(transaction.side().name().toLowerCase(Locale.ROOT)),
                Cell.of(transaction.symbol(), Tone.STRONG),
                cell(owned, part -> Figures.quantity(part.quantity())),
                cell(transaction.price(), Figures::price),
                // A transaction that did not settle has cost nothing, so its cell is empty.
                transaction.price().isEmpty() ? Cell.empty() : cell(owned, part -> Figures.amount(part.fee())),
                cell(TransactionLine.total(transaction), Figures::amount),
                cell(owned, part -> Times.of(part.valueTime())),
                cell(owned, Transaction.Owned::valueSource),
                cell(owned, Transaction.Owned::reason),
                cell(
                        owned.filter(part -> transaction.state() == TransactionState.QUEUED),
                        part -> part.transactionId().toString()));
    }

    private static Cell state(Transaction transaction) {
        return Cell.of(transaction.state(), TransactionLine.tone(transaction.state()));
    }

    private static <T> Cell cell(Optional<T> value, Function<T, String> text) {
        return Cell.of(value.map(text).orElse(""));
    }
}
