package io.papertrader.bench.orders;

import io.papertrader.bench.start.DurablePostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The peer of a clearing: plain rows into one table with a key, 1,000 with each statement and commit, over one
 * connection.
 */
final class Inserting implements AutoCloseable {
    private static final int ROWS_A_STATEMENT = 1_000;
    private static final double NANOS_A_SECOND = 1e9;

    private final EmbeddedPostgres postgres;
    private final SplittableRandom random = new SplittableRandom(1);

    private Inserting(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static Inserting start(Path folder) throws IOException, SQLException {
        return new Inserting(DurablePostgres.start(folder));
    }

    /** Rows a second, into a new table. */
    double rows(int count, int portfolios) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS plain");
            statement.execute("CREATE TABLE plain (portfolio BIGINT, id UUID, PRIMARY KEY (portfolio, id))");
            statement.execute("CHECKPOINT");
            long begin = System.nanoTime();
            for (int from = 0; from < count; from += ROWS_A_STATEMENT) {
                statement.executeUpdate(insert(from, Math.min(count, from + ROWS_A_STATEMENT), portfolios));
            }
            return count * NANOS_A_SECOND / (System.nanoTime() - begin);
        }
    }

    private String insert(int from, int to, int portfolios) {
        StringBuilder sql = new StringBuilder("INSERT INTO plain (portfolio, id) VALUES ");
        for (int number = from; number < to; number++) {
            UUID id = new UUID(random.nextLong(), random.nextLong());
            sql.append(number == from ? "" : ",")
                    .append('(')
                    .append(random.nextInt(portfolios))
                    .append(",'")
                    .append(id)
                    .append("')");
        }
        return sql.toString();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
