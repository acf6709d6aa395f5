package io.papertrader.market.ledger;

import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.CurrencyCode;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;

/**
 * An amount that leaves one book of a portfolio and enters another. Each transfer has both ends, so the books of a
 * portfolio sum to zero in each unit whatever is transferred. An asset is never taken for a currency of the same name.
 */
public sealed interface Transfer {
    /** The book that gives. */
    Book debit();

    /** The book that gets. */
    Book credit();

    /** Moves money of a currency; the amount is above zero. */
    record OfMoney(Book debit, Book credit, CurrencyCode currency, Money amount) implements Transfer {
        public OfMoney {
            if (amount.units() <= 0 || debit == credit) {
                throw new IllegalArgumentException("a transfer moves an amount above zero between two books");
            }
        }
    }

    /** Moves so much of an asset; the amount is above zero. */
    record OfAsset(Book debit, Book credit, AssetSymbol symbol, Quantity amount) implements Transfer {
        public OfAsset {
            if (!amount.isPositive() || debit == credit) {
                throw new IllegalArgumentException("a transfer moves an amount above zero between two books");
            }
        }
    }
}
