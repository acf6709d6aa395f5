package io.papertrader.master.trade;

import io.papertrader.codec.message.PageOf;
import io.papertrader.codec.message.TradeReply.Portfolio;
import io.papertrader.codec.message.TradeReply.PortfolioPage;
import io.papertrader.codec.message.UserName;
import io.papertrader.market.ledger.Position;
import io.papertrader.master.asset.AssetBoard;
import io.papertrader.master.session.AccountId;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Percent;
import io.papertrader.vocabulary.Quantity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The portfolios of accounts, at the latest values. */
@ApplicationScoped
public class Portfolios {
    /**
     * One row for each holding, and one with no symbol for an account without any. Reserved amounts follow from the
     * open orders.
     */
    private static final String OF_USER = """
            SELECT account_id, user_name, units(cash) AS cash,
                units((SELECT coalesce(sum(reserved_cash), 0) FROM open_order
                    WHERE open_order.portfolio_id = portfolio.portfolio_id)) AS cash_reserved,
                symbol, units(quantity) AS quantity, units(cost) AS cost,
                units((SELECT coalesce(sum(open_order.quantity), 0) FROM open_order
                    WHERE open_order.portfolio_id = portfolio.portfolio_id AND side = 'SELL'
                        AND open_order.symbol = holding.symbol)) AS reserved
            FROM account
                JOIN portfolio USING (account_id)
                LEFT JOIN holding ON holding.portfolio_id = portfolio.portfolio_id AND quantity > 0
            WHERE user_key = $1 AND (is_public OR account_id = $2)
            """;

    private final Pool pool;
    private final AssetBoard board;

    Portfolios(Pool pool, AssetBoard board) {
        this.pool = pool;
        this.board = board;
    }

    /** One asset of an account, and how much of it open sales hold back. */
    public record Held(AssetSymbol symbol, Position position, Quantity reserved, Money value) {
        Portfolio.Holding toHolding() {
            return new Portfolio.Holding(
                    symbol, position.quantity(), reserved, position.cost().per(position.quantity()), value);
        }
    }

    /** All that an account owns, and how much of its cash open purchases hold back. */
    public record Owned(AccountId account, UserName userName, Money cash, Money reserved, List<Held> held) {
        /** Cash and holdings. */
        public Money equity() {
            return held.stream().map(Held::value).reduce(cash, Money::plus);
        }

        /** A page for the protocol, by symbol; figures only for the owner. Weights are those in the whole. */
        PortfolioPage page(boolean isOwner, Optional<AssetSymbol> after) {
            Money equity = equity();
            PageOf<Held> page = PageOf.first(
                    Portfolio.PAGE,
                    held.stream()
                            .filter(each -> after.filter(symbol -> each.symbol().compareTo(symbol) <= 0)
                                    .isEmpty())
                            .sorted(Comparator.comparing(Held::symbol))
                            .limit(Portfolio.PAGE + 1)
                            .toList(),
                    each -> each.symbol().value());
            List<Portfolio.Weight> weights = page.items().stream()
                    .map(each -> new Portfolio.Weight(each.symbol(), Percent.of(each.value(), equity)))
                    .toList();
            Portfolio.Owned figures = new Portfolio.Owned(
                    cash,
                    reserved,
                    equity,
                    page.items().stream().map(Held::toHolding).toList());
            return new PortfolioPage(
                    new Portfolio(userName, weights, isOwner ? Optional.of(figures) : Optional.empty()), page.next());
        }
    }

    /** The portfolio of this user; empty where there is no such user, or one who hides from whoever asks. */
    public Uni<Optional<Owned>> of(UserName userName, AccountId asker) {
        return pool.preparedQuery(OF_USER)
                .execute(Tuple.of(userName.key(), asker.value()))
                .map(this::owned);
    }

    private Optional<Owned> owned(RowSet<Row> rows) {
        Iterator<Row> all = rows.iterator();
        if (!all.hasNext()) {
            return Optional.empty();
        }
        Row first = all.next();
        List<Held> held = StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getString("symbol") != null)
                .map(this::held)
                .toList();
        return Optional.of(new Owned(
                new AccountId(first.getLong("account_id")),
                new UserName(first.getString("user_name")),
                new Money(first.getLong("cash")),
                new Money(first.getLong("cash_reserved")),
                held));
    }

    private Held held(Row row) {
        AssetSymbol symbol = new AssetSymbol(row.getString("symbol"));
        Quantity quantity = new Quantity(row.getLong("quantity"));
        return new Held(
                symbol,
                new Position(quantity, new Money(row.getLong("cost"))),
                new Quantity(row.getLong("reserved")),
                board.worth(symbol, quantity));
    }
}
