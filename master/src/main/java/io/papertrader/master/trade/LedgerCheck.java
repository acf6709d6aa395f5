package io.papertrader.master.trade;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/** Checks the whole ledger against what it stands for; every row found is a fault, in words. */
@ApplicationScoped
public class LedgerCheck {
    private static final int MAX_FAULTS = 1_000;

    private static final String ONE_MOMENT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

    private static final String COUNTS = """
            SELECT (SELECT count(*) FROM account) AS accounts,
                (SELECT count(DISTINCT (account_id, posting_id)) FROM ledger_entry) AS postings,
                (SELECT count(*) FROM ledger_entry) AS entries
            """;

    private static final String FAULTS = """
            SELECT 'account ' || account_id || ', posting ' || posting_id || ': ' || unit || ' sums to ' || sum(amount)
                AS fault
            FROM ledger_entry
            GROUP BY account_id, posting_id, unit
            HAVING sum(amount) <> 0

            UNION ALL
            SELECT 'account ' || account_id || ': cash is ' || cash || ', its entries sum to ' || coalesce(entered, 0)
            FROM balance LEFT JOIN (
                SELECT account_id, sum(amount) AS entered FROM ledger_entry WHERE book = 'CASH' GROUP BY account_id
            ) AS ledger USING (account_id)
            WHERE cash <> coalesce(entered, 0)

            UNION ALL
            SELECT 'account ' || account_id || ': holds ' || coalesce(quantity, 0) || ' ' || symbol
                || ', its entries sum to ' || coalesce(entered, 0)
            FROM holding FULL JOIN (
                SELECT account_id, unit AS symbol, sum(amount) AS entered
                FROM ledger_entry WHERE book = 'HOLDING' GROUP BY account_id, unit
            ) AS ledger USING (account_id, symbol)
            WHERE coalesce(quantity, 0) <> coalesce(entered, 0)

            UNION ALL
            SELECT 'account ' || account_id || ': has reserved ' || reserved || ', its queued purchases ' || coalesce(queued, 0)
            FROM balance LEFT JOIN (
                SELECT account_id, sum(reserved_cash) AS queued
                FROM queued_transaction JOIN transaction USING (account_id, transaction_id) GROUP BY account_id
            ) AS queue USING (account_id)
            WHERE reserved <> coalesce(queued, 0)

            UNION ALL
            SELECT 'account ' || account_id || ': has reserved ' || coalesce(reserved, 0) || ' ' || symbol
                || ', its queued sales ' || coalesce(queued, 0)
            FROM holding FULL JOIN (
                SELECT account_id, symbol, sum(quantity) AS queued
                FROM queued_transaction JOIN transaction USING (account_id, transaction_id)
                WHERE side = 'SELL' GROUP BY account_id, symbol
            ) AS queue USING (account_id, symbol)
            WHERE coalesce(reserved, 0) <> coalesce(queued, 0)

            UNION ALL
            SELECT 'transaction ' || transaction_id || ' is '
                || CASE WHEN settlement.transaction_id IS NULL THEN 'neither queued nor settled' ELSE 'queued and settled' END
            FROM transaction
                LEFT JOIN settlement USING (account_id, transaction_id)
                LEFT JOIN queued_transaction USING (account_id, transaction_id)
            WHERE (settlement.transaction_id IS NULL) = (queued_transaction.transaction_id IS NULL)

            UNION ALL
            SELECT 'transaction ' || transaction_id || ' is ' || state || ' and has ' || count(entry.book) || ' ledger entries'
            FROM settlement LEFT JOIN ledger_entry AS entry
                ON entry.account_id = settlement.account_id AND entry.posting_id = settlement.transaction_id
            GROUP BY settlement.account_id, settlement.transaction_id, state
            HAVING (state = 'SETTLED') <> (count(entry.book) > 0)
            """;

    private final Pool pool;

    LedgerCheck(Pool pool) {
        this.pool = pool;
    }

    /** What was looked at, and what is wrong: at most a thousand faults. */
    public record Report(boolean clean, long accounts, long postings, long entries, List<String> faults) {}

    /** Looks at one moment of the ledger while trading goes on. */
    public Uni<Report> run() {
        return pool.withTransaction(transaction -> transaction
                .query(ONE_MOMENT)
                .execute()
                .flatMap(begun -> transaction.query(COUNTS).execute())
                .flatMap(counts -> faults(transaction)
                        .map(faults -> report(counts.iterator().next(), faults))));
    }

    private static Uni<List<String>> faults(SqlConnection transaction) {
        return transaction.query(FAULTS + " LIMIT " + MAX_FAULTS).execute().map(LedgerCheck::texts);
    }

    private static List<String> texts(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString("fault"))
                .toList();
    }

    private static Report report(Row counts, List<String> faults) {
        return new Report(
                faults.isEmpty(),
                counts.getLong("accounts"),
                counts.getLong("postings"),
                counts.getLong("entries"),
                faults);
    }
}
