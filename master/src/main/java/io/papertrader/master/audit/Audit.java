package io.papertrader.master.audit;

import io.papertrader.master.audit.Party.Returned;
import io.papertrader.master.leadership.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.stream.Stream;

/**
 * The audit trail: each act with its actor, its subject, its place and its time. An entry stands in the database
 * exactly where its act does, as both are one statement ({@link #noting}) or of one transaction ({@link #appending}). A
 * try that failed has no act to go with, and is summed up ({@link #failed}).
 */
@ApplicationScoped
public class Audit {
    private final FailureSums failures;
    private final InstantSource time;

    Audit(FailureSums failures, InstantSource time) {
        this.failures = failures;
        this.time = time;
    }

    /**
     * The act with its entry: one where it gave rows back, none where it gave none, with the number of rows as how
     * often. The act is an INSERT, UPDATE or DELETE that returns something; it returns {@code account_id} where the
     * entry says {@link Returned}, and has an entry for each account then. The result is the act's own.
     */
    public Statement noting(Statement act, AuditEntry entry) {
        EntryRow row = new EntryRow(act.parameters(), entry, time.instant());
        boolean byAccount = Stream.of(entry.by().who(), entry.about()).anyMatch(Returned.class::isInstance);
        String sql = "WITH act AS (" + act.sql() + "), noted AS (" + EntryRow.INSERT
                + "SELECT " + row.values("count(*)") + " FROM act" + (byAccount ? " GROUP BY act.account_id" : "")
                + " HAVING count(*) > 0) SELECT * FROM act";
        return new Statement(sql, row.parameters());
    }

    /** The entry alone, to be sent in the transaction of its act. */
    public Statement appending(AuditEntry entry) {
        return EntryRow.appending(entry, 1, time.instant());
    }

    /** Sends a statement over the pool, or in a transaction of it. */
    public static Uni<RowSet<Row>> send(SqlClient client, Statement statement) {
        return client.preparedQuery(statement.sql()).execute(statement.parameters());
    }

    /**
     * Something was tried and refused. The first tries of a minute are written at once, those behind them as their
     * numbers, and where many are tried they are summed up, so that nobody fills the table.
     */
    public void failed(AuditEntry entry) {
        failures.add(entry);
    }
}
