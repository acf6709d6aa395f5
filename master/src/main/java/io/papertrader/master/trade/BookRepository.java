package io.papertrader.master.trade;

import io.papertrader.master.leadership.WriterTransaction;
import io.papertrader.master.session.AccountId;
import io.papertrader.master.trade.Books.Place;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Reads the books of some accounts under lock, and writes what changed. */
@ApplicationScoped
class BookRepository {
    private static final String FUNDS = """
            SELECT account_id, units(cash) AS cash, units(reserved) AS reserved
            FROM balance
            WHERE account_id = ANY ($1)
            ORDER BY account_id
            FOR UPDATE
            """;

    private static final String POSITIONS = """
            SELECT account_id, symbol, units(quantity) AS quantity, units(reserved) AS reserved, units(cost) AS cost
            FROM holding
            WHERE account_id = ANY ($1) AND symbol = ANY ($2)
            ORDER BY account_id, symbol
            FOR UPDATE
            """;

    private static final String SAVE_FUNDS = """
            UPDATE balance SET cash = amount(changed.cash), reserved = amount(changed.reserved)
            FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS changed (account_id, cash, reserved)
            WHERE balance.account_id = changed.account_id
            """;

    private static final String SAVE_POSITIONS = """
            INSERT INTO holding (account_id, symbol, quantity, reserved, cost)
            SELECT account_id, symbol, amount(quantity), amount(reserved), amount(cost)
            FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[])
                AS changed (account_id, symbol, quantity, reserved, cost)
            ON CONFLICT (account_id, symbol) DO UPDATE SET
                quantity = EXCLUDED.quantity, reserved = EXCLUDED.reserved, cost = EXCLUDED.cost
            """;

    /** The books that these orders touch. */
    Uni<Books> load(WriterTransaction transaction, Collection<Order> orders) {
        Books books = new Books();
        Long[] accounts =
                orders.stream().map(order -> order.account().value()).distinct().toArray(Long[]::new);
        String[] symbols =
                orders.stream().map(order -> order.symbol().value()).distinct().toArray(String[]::new);
        return transaction
                .execute(FUNDS, Tuple.of(accounts))
                .invoke(rows -> rows.forEach(row -> books.loaded(account(row), funds(row))))
                .flatMap(loaded -> transaction.execute(POSITIONS, Tuple.of(accounts, symbols)))
                .invoke(rows -> rows.forEach(row -> books.loaded(place(row), position(row))))
                .replaceWith(books);
    }

    /** Writes every row that changed. */
    Uni<Void> save(WriterTransaction transaction, Books books) {
        return saveFunds(transaction, books).flatMap(saved -> savePositions(transaction, books));
    }

    private static Uni<Void> saveFunds(WriterTransaction transaction, Books books) {
        List<AccountId> changed = List.copyOf(books.changedFunds());
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple columns = Tuple.of(
                column(changed, AccountId::value),
                column(changed, account -> books.funds(account).cash().units()),
                column(changed, account -> books.funds(account).reserved().units()));
        return transaction.execute(SAVE_FUNDS, columns).replaceWithVoid();
    }

    private static Uni<Void> savePositions(WriterTransaction transaction, Books books) {
        List<Place> changed = List.copyOf(books.changedPositions());
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple columns = Tuple.of(
                column(changed, place -> place.account().value()),
                changed.stream().map(place -> place.symbol().value()).toArray(String[]::new),
                column(changed, place -> books.position(place).quantity().units()),
                column(changed, place -> books.position(place).reserved().units()),
                column(changed, place -> books.position(place).cost().units()));
        return transaction.execute(SAVE_POSITIONS, columns).replaceWithVoid();
    }

    private static <T> Long[] column(List<T> rows, Function<T, Long> value) {
        return rows.stream().map(value).toArray(Long[]::new);
    }

    private static AccountId account(Row row) {
        return new AccountId(row.getLong("account_id"));
    }

    private static Funds funds(Row row) {
        return new Funds(new Money(row.getLong("cash")), new Money(row.getLong("reserved")));
    }

    private static Place place(Row row) {
        return new Place(account(row), new AssetSymbol(row.getString("symbol")));
    }

    static Position position(Row row) {
        return new Position(
                new Quantity(row.getLong("quantity")),
                new Quantity(row.getLong("reserved")),
                new Money(row.getLong("cost")));
    }
}
