package io.papertrader.cli.trade;

import io.papertrader.cli.view.Cell;
import io.papertrader.cli.view.Figures;
import io.papertrader.cli.view.Paint;
import io.papertrader.cli.view.Times;
import io.papertrader.cli.view.Tone;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Side;
import java.util.Locale;
import java.util.Optional;

/** One transaction in one line, for its owner. */
public final class TransactionLine {
    private TransactionLine() {}

    /** A line such as {@code SETTLED buy 10 AAPL at 159.54, fee 1.00, total 1,596.40 (value of 2018-02-07, replay)}. */
    public static String of(Transaction transaction, Paint paint) {
        String quantity = transaction
                .owned()
                .map(owned -> Figures.quantity(owned.quantity()) + " ")
                .orElse("");
        return paint.apply(tone(transaction.state()), transaction.state().name()) + " "
                + transaction.side().name().toLowerCase(Locale.ROOT) + " "
                + quantity + transaction.symbol()
                + transaction
                        .price()
                        .map(price -> " at " + Figures.price(price))
                        .orElse("")
                + transaction.owned().map(owned -> details(transaction, owned)).orElse("");
    }

    /** The look of a transaction's state. */
    static Tone tone(TransactionState state) {
        return switch (state) {
            case QUEUED, CANCELLED -> Tone.QUIET;
            case SETTLED -> Tone.GAIN;
            case REJECTED -> Tone.LOSS;
        };
    }

    private static String details(Transaction transaction, Transaction.Owned owned) {
        if (!owned.reason().isEmpty()) {
            return ": " + Cell.of(owned.reason()).text();
        }
        if (transaction.price().isEmpty()) {
            // A transaction that did not settle has cost nothing.
            return "";
        }
        return ", fee " + Figures.amount(owned.fee())
                + total(transaction)
                        .map(total -> ", total " + Figures.amount(total))
                        .orElse("")
                + owned.valueTime()
                        .map(time -> " (value of " + Times.of(time) + ", "
                                + Cell.of(owned.valueSource()).text() + ")")
                        .orElse("");
    }

    /** The cost of a purchase or the proceeds of a sale; the fee makes the one more and the other less. */
    static Optional<Money> total(Transaction transaction) {
        return transaction
                .price()
                .flatMap(price -> transaction.owned().map(owned -> {
                    Money value = price.times(owned.quantity());
                    return transaction.side() == Side.BUY ? value.plus(owned.fee()) : value.minus(owned.fee());
                }));
    }
}
