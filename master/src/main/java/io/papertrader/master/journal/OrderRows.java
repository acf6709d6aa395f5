package io.papertrader.master.journal;

import io.papertrader.market.order.Order;
import io.papertrader.market.order.Trade;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import io.vertx.mutiny.sqlclient.Row;

/** Orders out of their rows, open or ended. */
final class OrderRows {
    /** The columns that both tables have. */
    static final String COLUMNS = """
            portfolio_id, transaction_id, order_number, side, symbol, units(quantity) AS quantity, terms,
                units(price_limit) AS price_limit, units(reserved_cash) AS reserved_cash, placed_at, accepted_at
            """.stripTrailing();

    private OrderRows() {}

    static PortfolioId portfolio(Row row) {
        return new PortfolioId(row.getLong("portfolio_id"));
    }

    static TransactionId id(Row row) {
        return new TransactionId(row.getUUID("transaction_id"));
    }

    static Order order(Row row) {
        try {
            return new Order(
                    row.getLong("order_number"),
                    portfolio(row),
                    id(row),
                    new Trade(
                            Side.valueOf(row.getString("side")),
                            new AssetSymbol(row.getString("symbol")),
                            new Quantity(row.getLong("quantity")),
                            TermsColumns.terms(row.getString("terms"), row.getLong("price_limit"))),
                    new Money(row.getLong("reserved_cash")),
                    row.getOffsetDateTime("placed_at").toInstant(),
                    row.getOffsetDateTime("accepted_at").toInstant());
        } catch (IllegalArgumentException broken) {
            throw new BrokenJournal("has order " + id(row) + " of portfolio " + portfolio(row), broken);
        }
    }
}
