package io.papertrader.master.trade;

import io.papertrader.codec.message.ActionKind;
import io.papertrader.codec.message.PortfolioAction;
import io.papertrader.codec.message.PortfolioAction.Booked;
import io.papertrader.codec.message.PortfolioAction.Shares;
import io.papertrader.codec.message.TradeReply.ActionPage;
import io.papertrader.codec.wire.Utf8;
import io.papertrader.master.session.AccountId;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/** The effects of corporate actions on an account. */
@ApplicationScoped
class ActionHistory {
    private static final String PARTS = """
            SELECT action_number, kind, symbol, ex_date, units(held) AS held,
                CASE WHEN taken > 0 THEN coalesce(new_symbol, symbol) ELSE symbol END AS target,
                units(CASE WHEN taken > 0 THEN given ELSE held END) AS becomes, units(cash) AS cash, taken_at, fault
            FROM action_part JOIN corporate_action USING (action_number)
            WHERE portfolio_id = $1 AND action_number > $2 AND held > 0
            ORDER BY action_number
            LIMIT $3
            """;

    private static final String LATEST =
            "SELECT coalesce(max(action_number), 0) AS latest FROM action_part WHERE portfolio_id = $1 AND held > 0";

    private final Pool pool;

    ActionHistory(Pool pool) {
        this.pool = pool;
    }

    /** A page of those behind this number; for the account's owner. */
    Uni<ActionPage> page(AccountId account, long from) {
        return pool.preparedQuery(PARTS)
                .execute(Tuple.of(account.portfolio().value(), from, ActionPage.MOST + 1))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ActionHistory::action)
                        .toList())
                // After the page, so that it is never behind the page's own last.
                .flatMap(found -> latest(account).map(latest -> page(found, latest)));
    }

    private Uni<Long> latest(AccountId account) {
        return pool.preparedQuery(LATEST)
                .execute(Tuple.of(account.portfolio().value()))
                .map(rows -> rows.iterator().next().getLong("latest"));
    }

    private static ActionPage page(List<PortfolioAction> found, long latest) {
        return new ActionPage(found.stream().limit(ActionPage.MOST).toList(), latest, found.size() > ActionPage.MOST);
    }

    private static PortfolioAction action(Row row) {
        return new PortfolioAction(
                row.getLong("action_number"),
                ActionKind.valueOf(row.getString("kind")),
                row.getLocalDate("ex_date"),
                shares(row, "held", "symbol"),
                shares(row, "becomes", "target"),
                new Booked(
                        row.getOffsetDateTime("taken_at").toInstant(),
                        new Money(row.getLong("cash")),
                        Utf8.shortened(row.getString("fault"), PortfolioAction.FAULT_BYTES)));
    }

    private static Shares shares(Row row, String quantity, String symbol) {
        return new Shares(new Quantity(row.getLong(quantity)), new AssetSymbol(row.getString(symbol)));
    }
}
