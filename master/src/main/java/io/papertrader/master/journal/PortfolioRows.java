package io.papertrader.master.journal;

import io.papertrader.market.MarketEvent.PortfolioOpened;
import io.papertrader.market.ledger.Position;
import io.papertrader.master.journal.Batch.Balance;
import io.papertrader.master.journal.Batch.Holding;
import io.papertrader.master.leadership.Statement;
import java.util.List;
import java.util.Map;

/** Portfolios and what they hold, in rows. */
final class PortfolioRows {
    /** An account's first portfolio has the account's number. */
    private static final String OPEN = """
            INSERT INTO portfolio (portfolio_id, account_id, currency, opening_cash, opened_at, cash)
            SELECT portfolio_id, portfolio_id, currency, amount(cash), opened_at, amount(cash)
            FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::timestamptz[])
                AS opened (portfolio_id, currency, cash, opened_at)
            """;

    private static final String PAY = """
            WITH paid AS (
                UPDATE portfolio SET cash = amount(changed.cash), last_event = changed.last_event
                FROM (
                    SELECT place, paid.cash, paid.last_event
                    FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS paid (portfolio_id, cash, last_event), LATERAL (
                        SELECT ctid AS place FROM portfolio WHERE portfolio_id = paid.portfolio_id OFFSET 0) AS found
                ) AS changed
                WHERE portfolio.ctid = changed.place
                RETURNING 1)
            SELECT require_rows(count(*), $4) FROM paid
            """;

    private static final String HOLD = """
            INSERT INTO holding (portfolio_id, symbol, quantity, cost)
            SELECT portfolio_id, symbol, amount(quantity), amount(cost)
            FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[])
                AS changed (portfolio_id, symbol, quantity, cost)
            ON CONFLICT (portfolio_id, symbol) DO UPDATE SET quantity = EXCLUDED.quantity, cost = EXCLUDED.cost
            """;

    private PortfolioRows() {}

    static Statement open(List<PortfolioOpened> opened) {
        return new Columns<>(opened)
                .longs(portfolio -> portfolio.portfolio().value())
                .texts(portfolio -> portfolio.currency().value())
                .longs(portfolio -> portfolio.cash().units())
                .times(PortfolioOpened::at)
                .statement(OPEN);
    }

    static Statement pay(List<Balance> balances) {
        return new Columns<>(balances)
                .longs(row -> row.portfolio().value())
                .longs(row -> row.cash().units())
                .longs(Balance::lastEvent)
                .number(balances.size())
                .statement(PAY);
    }

    static Statement hold(List<Map.Entry<Holding, Position>> positions) {
        return new Columns<>(positions)
                .longs(row -> row.getKey().portfolio().value())
                .texts(row -> row.getKey().symbol().value())
                .longs(row -> row.getValue().quantity().units())
                .longs(row -> row.getValue().cost().units())
                .statement(HOLD);
    }
}
