package io.papertrader.market.order;

import io.papertrader.market.ledger.Book;
import io.papertrader.market.ledger.FeeRule;
import io.papertrader.market.ledger.Transfer;
import io.papertrader.vocabulary.CurrencyCode;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * The amounts of a filled trade.
 *
 * @param price of one unit
 * @param gross price times quantity, half-even
 * @param fee the fee of the trade; a sale never costs more than it brings
 */
public record Fill(Trade trade, Money price, Money gross, Money fee) {
    /** Fills a trade at a price; throws {@link ArithmeticException} where that is beyond all money. */
    public static Fill of(Trade trade, Money price, FeeRule rule) {
        Money gross = price.times(trade.quantity());
        Money fee = rule.on(gross);
        boolean isCapped = trade.side() == Side.SELL && fee.compareTo(gross) > 0;
        return new Fill(trade, price, gross, isCapped ? gross : fee);
    }

    /** The amount that a purchase takes from the cash. */
    public Money cost() {
        return gross.plus(fee);
    }

    /** The amount that a sale brings to the cash. */
    public Money proceeds() {
        return gross.minus(fee);
    }

    /** All that the fill moves in its portfolio's books. */
    public List<Transfer> transfers(CurrencyCode currency) {
        List<Transfer> transfers = new ArrayList<>(3);
        switch (trade.side()) {
            case BUY -> {
                addMoney(transfers, Book.CASH, Book.MARKET, currency, gross);
                transfers.add(new Transfer.OfAsset(Book.MARKET, Book.HOLDING, trade.symbol(), trade.quantity()));
            }
            case SELL -> {
                addMoney(transfers, Book.MARKET, Book.CASH, currency, gross);
                transfers.add(new Transfer.OfAsset(Book.HOLDING, Book.MARKET, trade.symbol(), trade.quantity()));
            }
        }
        addMoney(transfers, Book.CASH, Book.FEES, currency, fee);
        return transfers;
    }

    /** A value can be so small that it rounds to nothing, which is no transfer. */
    private static void addMoney(
            List<Transfer> transfers, Book debit, Book credit, CurrencyCode currency, Money amount) {
        if (amount.units() > 0) {
            transfers.add(new Transfer.OfMoney(debit, credit, currency, amount));
        }
    }
}
