package io.papertrader.master.trade;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Checks every portfolio against its history, in the database's own arithmetic and the portfolio's currency; every row
 * found is a fault, in words. The two sides of each comparison were written by different code, by different rules. The
 * cost of holdings is computed by {@link CostCheck}.
 */
@ApplicationScoped
public class LedgerCheck {
    private static final int MAX_FAULTS = 1_000;

    /** However long the history is. */
    private static final String ONE_MOMENT = """
            SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
            SET LOCAL statement_timeout = 0;
            SET LOCAL idle_in_transaction_session_timeout = 0;
            """;

    private static final String COUNTS = """
            SELECT (SELECT count(*) FROM account) AS accounts,
                (SELECT count(*) FROM transaction) + (SELECT count(*) FROM open_order) AS transactions,
                (SELECT count(*) FROM transfer) AS transfers
            """;

    /** Half-even at eight decimals, which Postgres itself does not have for NUMERIC. */
    private static final String FAULTS = """
            WITH scaled AS (
                SELECT portfolio_id, transaction_id, side, price, quantity, gross, fee, fee_rule, price * quantity * 1e8 AS units,
                    gross * split_part(replace(fee_rule, '%', ''), ' + ', 2)::NUMERIC * 1e6 AS share,
                    split_part(fee_rule, ' + ', 1)::NUMERIC AS fixed
                FROM transaction
                WHERE ending = 'FILLED'
            ), rounded AS (
                SELECT *,
                    CASE WHEN units % 1 = 0.5 AND trunc(units) % 2 = 0 THEN trunc(units) ELSE round(units) END * 1e-8 AS due,
                    fixed + CASE WHEN share % 1 = 0.5 AND trunc(share) % 2 = 0 THEN trunc(share) ELSE round(share) END * 1e-8
                        AS whole_fee
                FROM scaled
            ), moved AS (
                SELECT portfolio_id, symbol, update_number AS behind, 0::BIGINT AS action_number,
                    CASE side WHEN 'BUY' THEN quantity ELSE -quantity END AS amount
                FROM transaction
                WHERE ending = 'FILLED'
                UNION ALL
                SELECT portfolio_id, symbol, update_number, action_number, -taken
                FROM action_part JOIN corporate_action USING (action_number)
                UNION ALL
                SELECT portfolio_id, coalesce(new_symbol, symbol), update_number, action_number, given
                FROM action_part JOIN corporate_action USING (action_number)
            ), due AS (
                SELECT corporate_action.action_number, portfolio_id, sum(amount) AS held
                FROM corporate_action JOIN moved
                    ON moved.symbol = corporate_action.symbol AND behind <= update_number
                        AND moved.action_number < corporate_action.action_number
                GROUP BY corporate_action.action_number, portfolio_id
                HAVING sum(amount) <> 0
            ), part AS (
                SELECT *, CASE WHEN taken > 0 THEN CASE kind
                        WHEN 'SPLIT' THEN div(held * new_shares * 1e8, old_shares) * 1e-8
                        WHEN 'RENAMING' THEN held
                        ELSE 0 END
                    ELSE 0 END AS due_given,
                    CASE kind
                        WHEN 'SPLIT' THEN (held * new_shares * 1e8 % old_shares) * price / old_shares
                        WHEN 'RENAMING' THEN 0
                        ELSE held * price * 1e8 END AS units
                FROM action_part JOIN corporate_action USING (action_number)
                WHERE fault = ''
            )
            SELECT 'transaction ' || transaction_id || ' of portfolio ' || portfolio_id || ': ' || quantity || ' at ' || price
                || ' is ' || due || ', not ' || gross AS fault
            FROM rounded
            WHERE gross <> due

            UNION ALL
            SELECT 'transaction ' || transaction_id || ' of portfolio ' || portfolio_id || ': the fee of ' || fee_rule || ' on '
                || gross || ' is not ' || fee
            FROM rounded
            WHERE fee <> CASE side WHEN 'SELL' THEN least(whole_fee, gross) ELSE whole_fee END

            UNION ALL
            SELECT 'action ' || action_id || ' of portfolio ' || portfolio_id || ': ' || held || ' ' || symbol || ' bring '
                || given || ' and ' || cash || ' in cash, not ' || due_given || ' and ' || units * 1e-8
            FROM part
            WHERE given <> due_given OR taken <> CASE kind WHEN 'DIVIDEND' THEN 0 ELSE held END OR cash <> 1e-8
                * CASE WHEN units % 1 = 0.5 AND trunc(units) % 2 = 0 THEN trunc(units) ELSE round(units) END

            UNION ALL
            SELECT 'action ' || action_id || ' of portfolio ' || portfolio_id || ': held ' || coalesce(due.held, 0) || ' '
                || symbol || ', its part is of ' || coalesce(action_part.held, 0)
            FROM due FULL JOIN action_part USING (action_number, portfolio_id) JOIN corporate_action USING (action_number)
            WHERE coalesce(due.held, 0) <> coalesce(action_part.held, 0)
                AND (action_part.held IS NOT NULL OR (ended_at IS NOT NULL AND NOT EXISTS (
                    SELECT FROM missed
                    WHERE missed.portfolio_id = due.portfolio_id
                        AND missed.action_number = corporate_action.action_number)))

            UNION ALL
            SELECT 'transaction ' || transaction_id || ' of portfolio ' || portfolio_id
                || ' is open, and had to end by action ' || action_id
            FROM open_order JOIN corporate_action USING (symbol)
            WHERE kind <> 'DIVIDEND' AND ended_at IS NOT NULL AND accepted_at < announced_at AND NOT EXISTS (
                SELECT FROM missed
                WHERE missed.portfolio_id = open_order.portfolio_id
                    AND missed.action_number = corporate_action.action_number)

            UNION ALL
            SELECT 'portfolio ' || portfolio_id || ': cash is ' || cash || ' ' || currency || ', its history sums to '
                || coalesce(moved, 0)
            FROM portfolio LEFT JOIN (
                SELECT portfolio_id, sum(CASE WHEN credit = 'CASH' THEN amount ELSE -amount END) AS moved
                FROM transfer
                WHERE unit_kind = 'CURRENCY' AND 'CASH' IN (debit, credit)
                GROUP BY portfolio_id
            ) AS ledger USING (portfolio_id)
            WHERE cash <> coalesce(moved, 0)

            UNION ALL
            SELECT 'portfolio ' || portfolio_id || ': holds ' || coalesce(quantity, 0) || ' ' || symbol
                || ', its history sums to ' || coalesce(moved, 0)
            FROM holding FULL JOIN (
                SELECT portfolio_id, unit AS symbol, sum(CASE WHEN credit = 'HOLDING' THEN amount ELSE -amount END) AS moved
                FROM transfer
                WHERE unit_kind = 'ASSET'
                GROUP BY portfolio_id, unit
            ) AS ledger USING (portfolio_id, symbol)
            WHERE coalesce(quantity, 0) <> coalesce(moved, 0)

            UNION ALL
            SELECT 'portfolio ' || portfolio_id || ': holds back ' || reserved || ' of ' || cash
            FROM portfolio JOIN (
                SELECT portfolio_id, sum(reserved_cash) AS reserved FROM open_order GROUP BY portfolio_id
            ) AS orders USING (portfolio_id)
            WHERE reserved > cash

            UNION ALL
            SELECT 'portfolio ' || portfolio_id || ': holds back ' || reserved || ' of ' || coalesce(quantity, 0) || ' ' || symbol
            FROM holding RIGHT JOIN (
                SELECT portfolio_id, symbol, sum(quantity) AS reserved
                FROM open_order
                WHERE side = 'SELL'
                GROUP BY portfolio_id, symbol
            ) AS orders USING (portfolio_id, symbol)
            WHERE reserved > coalesce(quantity, 0)

            UNION ALL
            SELECT 'portfolio ' || portfolio_id || ': its last event is ' || last_event || ', ' || coalesce(ended, 0)
                || ' of its transactions have ended, the last as event ' || coalesce(last_ended, 0)
            FROM portfolio LEFT JOIN (
                SELECT portfolio_id, count(*) AS ended, max(event_number) AS last_ended FROM transaction GROUP BY portfolio_id
            ) AS events USING (portfolio_id)
            WHERE last_event <> coalesce(ended, 0) OR last_event <> coalesce(last_ended, 0)

            UNION ALL
            SELECT 'transaction ' || transaction_id || ' of portfolio ' || portfolio_id || ' is open and has ended'
            FROM open_order JOIN transaction USING (portfolio_id, transaction_id)

            UNION ALL
            SELECT 'transaction ' || transaction_id || ' is of portfolio ' || portfolio_id || ', which there is not'
            FROM (
                SELECT portfolio_id, transaction_id FROM open_order UNION ALL SELECT portfolio_id, transaction_id FROM transaction
            ) AS placed
            WHERE NOT EXISTS (SELECT FROM portfolio WHERE portfolio.portfolio_id = placed.portfolio_id)

            UNION ALL
            SELECT 'portfolio ' || portfolio_id || ', which there is not: holds ' || quantity || ' ' || symbol
            FROM holding
            WHERE NOT EXISTS (SELECT FROM portfolio WHERE portfolio.portfolio_id = holding.portfolio_id)

            UNION ALL
            SELECT 'order number ' || order_number || ' of transaction ' || transaction_id || ' is above the last, ' || last
            FROM (
                SELECT order_number, transaction_id FROM open_order UNION ALL SELECT order_number, transaction_id FROM transaction
            ) AS placed, (SELECT order_number AS last FROM last_order) AS counted
            WHERE order_number > last
            """;

    /** No fault of the books: a portfolio that could not be read has its part when it can be. */
    private static final String OUTSTANDING = """
            SELECT 'action ' || coalesce(action_id, action_number::TEXT) || ' of portfolio ' || portfolio_id
                || ': missed, and still to come' AS part
            FROM missed LEFT JOIN corporate_action USING (action_number)
            WHERE NOT EXISTS (
                SELECT FROM action_part
                WHERE action_part.portfolio_id = missed.portfolio_id
                    AND action_part.action_number = missed.action_number)
            ORDER BY portfolio_id, action_number
            """;

    private final Instance<DataSource> database;
    private final InstantSource time;
    private volatile Optional<Looked> last = Optional.empty();

    LedgerCheck(Instance<DataSource> database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /**
     * Shows in the metrics how many faults and outstanding parts the last check found, and how old it is; no number
     * before the first.
     */
    public void show(MeterRegistry metrics) {
        metrics.gauge("papertrader.ledger.faults", this, check -> check.count(Report::faults));
        metrics.gauge("papertrader.ledger.outstanding", this, check -> check.count(Report::outstanding));
        metrics.gauge("papertrader.ledger.check.age", this, LedgerCheck::ageSeconds);
    }

    /**
     * The amounts of rows that were looked at, the faults, and the parts in corporate actions that portfolios missed
     * and have not had since: a thousand of each at most.
     */
    public record Report(
            boolean clean,
            long accounts,
            long transactions,
            long transfers,
            List<String> faults,
            List<String> outstanding) {}

    private record Looked(Report report, Instant at) {}

    /** Looks at one moment of the ledger while trading goes on, over no connection that serves anybody. */
    public Uni<Report> run() {
        return Uni.createFrom()
                .item(this::look)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .invoke(report -> last = Optional.of(new Looked(report, time.instant())));
    }

    private Report look() {
        try (Connection connection = database.get().getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(ONE_MOMENT);
                return of(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the ledger could not be checked", failure);
        }
    }

    private double count(Function<Report, List<String>> lines) {
        return last.map(looked -> (double) lines.apply(looked.report).size()).orElse(Double.NaN);
    }

    private double ageSeconds() {
        return last.map(looked ->
                        (double) Duration.between(looked.at, time.instant()).toSeconds())
                .orElse(Double.NaN);
    }

    /** Looks at the ledger as this transaction sees it. Blocks. */
    public static Report of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            List<String> faults = lines(statement, FAULTS);
            CostCheck.run(connection, faults, MAX_FAULTS);
            List<String> outstanding = lines(statement, OUTSTANDING);
            try (ResultSet counts = statement.executeQuery(COUNTS)) {
                counts.next();
                return new Report(
                        faults.isEmpty(),
                        counts.getLong("accounts"),
                        counts.getLong("transactions"),
                        counts.getLong("transfers"),
                        faults,
                        outstanding);
            }
        }
    }

    private static List<String> lines(Statement statement, String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql + " LIMIT " + MAX_FAULTS)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }
}
