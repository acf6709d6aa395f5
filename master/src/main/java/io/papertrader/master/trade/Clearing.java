package io.papertrader.master.trade;

import io.papertrader.codec.message.TransactionState;
import io.papertrader.master.asset.CurrentValue;
import io.papertrader.master.trade.Books.Place;
import io.papertrader.master.trade.LedgerEntry.Book;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Clears queued transactions in turn at the values of one update (specification 3.1.7). */
final class Clearing {
    private final Books books;
    private final Map<AssetSymbol, CurrentValue> values;
    private final FeeRule feeRule;
    private final String currency;
    private final Instant now;
    private final List<Settlement> settlements = new ArrayList<>();
    private final List<LedgerEntry> entries = new ArrayList<>();

    Clearing(Books books, Map<AssetSymbol, CurrentValue> values, FeeRule feeRule, String currency, Instant now) {
        this.books = books;
        this.values = values;
        this.feeRule = feeRule;
        this.currency = currency;
        this.now = now;
    }

    void clear(QueuedTransaction queued) {
        CurrentValue value = values.get(queued.order().symbol());
        switch (queued.order().side()) {
            case BUY -> buy(queued, value);
            case SELL -> sell(queued, value);
        }
    }

    List<Settlement> settlements() {
        return settlements;
    }

    List<LedgerEntry> entries() {
        return entries;
    }

    /** What it reserved is free again first, so that it can be paid from that and from what nothing else has reserved. */
    private void buy(QueuedTransaction queued, CurrentValue value) {
        Order order = queued.order();
        Funds funds = books.funds(order.account()).release(queued.reservedCash());
        try {
            Money gross = value.value().times(order.quantity());
            Money fee = feeRule.on(gross);
            Money cost = gross.plus(fee);
            if (cost.compareTo(funds.available()) <= 0) {
                Place place = new Place(order.account(), order.symbol());
                Position bought = books.position(place).buy(order.quantity(), cost);
                books.put(order.account(), funds.pay(cost));
                books.put(place, bought);
                settle(queued, value, gross, fee);
                return;
            }
        } catch (ArithmeticException beyondAllMoney) {
            // No account can pay what cannot even be counted.
        }
        books.put(order.account(), funds);
        reject(queued, value, "At " + value.value() + " it cost more than the account had to spend.");
    }

    private void sell(QueuedTransaction queued, CurrentValue value) {
        Order order = queued.order();
        Place place = new Place(order.account(), order.symbol());
        Position position = books.position(place);
        try {
            Money gross = value.value().times(order.quantity());
            Money wholeFee = feeRule.on(gross);
            // A sale never costs more than it brings.
            Money fee = wholeFee.compareTo(gross) > 0 ? gross : wholeFee;
            Funds paid = books.funds(order.account()).pay(fee.minus(gross));
            books.put(place, position.sellReserved(order.quantity()));
            books.put(order.account(), paid);
            settle(queued, value, gross, fee);
        } catch (ArithmeticException beyondAllMoney) {
            books.put(place, position.release(order.quantity()));
            reject(queued, value, "At " + value.value() + " it brought more than an account can hold.");
        }
    }

    private void settle(QueuedTransaction queued, CurrentValue value, Money gross, Money fee) {
        post(queued.order(), gross, fee);
        settlements.add(new Settlement(
                queued, TransactionState.SETTLED, now, Optional.of(value.value()), fee, feeRule, value, ""));
    }

    private void reject(QueuedTransaction queued, CurrentValue value, String reason) {
        settlements.add(new Settlement(
                queued, TransactionState.REJECTED, now, Optional.empty(), Money.ZERO, feeRule, value, reason));
    }

    private void post(Order order, Money gross, Money fee) {
        long sign =
                switch (order.side()) {
                    case BUY -> 1;
                    case SELL -> -1;
                };
        enter(order, Book.CASH, currency, -sign * gross.units() - fee.units());
        enter(order, Book.MARKET, currency, sign * gross.units());
        enter(order, Book.FEES, currency, fee.units());
        enter(
                order,
                Book.HOLDING,
                order.symbol().value(),
                sign * order.quantity().units());
        enter(
                order,
                Book.MARKET,
                order.symbol().value(),
                -sign * order.quantity().units());
    }

    private void enter(Order order, Book book, String unit, long amount) {
        if (amount != 0) {
            entries.add(new LedgerEntry(order.account(), order.id(), book, unit, amount));
        }
    }
}
