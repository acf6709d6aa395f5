package io.papertrader.market.action;

import io.papertrader.market.ledger.Book;
import io.papertrader.market.ledger.Transfer;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.CurrencyCode;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import java.util.ArrayList;
import java.util.List;

/**
 * A portfolio's part in a corporate action.
 *
 * @param held so much it held of the asset
 * @param taken so much of it went
 * @param given so much came, of {@link #target}
 * @param cash came too
 */
public record Part(CorporateAction action, Quantity held, Quantity taken, Quantity given, Money cash) {
    /** A part of whoever holds so much; throws {@link ArithmeticException} beyond all bounds. */
    public static Part of(CorporateAction action, Quantity held, Money price) {
        return switch (action.change()) {
            case Change.Split(ShareRatio ratio) ->
                new Part(action, held, held, ratio.of(held), ratio.worthOfRest(held, price));
            case Change.Dividend dividend -> new Part(action, held, Quantity.ZERO, Quantity.ZERO, price.times(held));
            case Change.Renaming renaming -> new Part(action, held, held, held, Money.ZERO);
            case Change.Delisting delisting -> new Part(action, held, held, Quantity.ZERO, price.times(held));
        };
    }

    /** A part that moves nothing, where the right one cannot be booked. */
    public static Part nothing(CorporateAction action, Quantity held) {
        return new Part(action, held, Quantity.ZERO, Quantity.ZERO, Money.ZERO);
    }

    /** The asset that is held afterwards. */
    public AssetSymbol target() {
        return action.change() instanceof Change.Renaming(AssetSymbol to) ? to : action.symbol();
    }

    /** All that it moves in its portfolio's books. */
    public List<Transfer> transfers(CurrencyCode currency) {
        List<Transfer> transfers = new ArrayList<>(3);
        if (taken.isPositive()) {
            transfers.add(new Transfer.OfAsset(Book.HOLDING, Book.ISSUER, action.symbol(), taken));
        }
        if (given.isPositive()) {
            transfers.add(new Transfer.OfAsset(Book.ISSUER, Book.HOLDING, target(), given));
        }
        if (cash.units() > 0) {
            Book source = action.change() instanceof Change.Dividend ? Book.DIVIDENDS : Book.ISSUER;
            transfers.add(new Transfer.OfMoney(source, Book.CASH, currency, cash));
        }
        return transfers;
    }
}
