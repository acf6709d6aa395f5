package io.papertrader.master.journal;

import io.papertrader.market.Trading;
import io.papertrader.market.Trading.Closed;
import io.papertrader.market.Trading.Halted;
import io.papertrader.market.Trading.Open;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** The state of trading in a row: its name, and the columns that this state has. */
final class TradingRow {
    private static final String OPEN = "OPEN";
    private static final String HALTED = "HALTED";
    private static final String CLOSED = "CLOSED";

    private TradingRow() {}

    static Tuple of(Trading trading) {
        return switch (trading) {
            case Open(Instant since, Duration stood) -> row(OPEN, since, stood.toMillis(), 0, "");
            case Halted(Instant since) -> row(HALTED, since, 0, 0, "");
            case Closed(Instant since, long lastUpdate, String reason) -> row(CLOSED, since, 0, lastUpdate, reason);
        };
    }

    static Trading trading(Row row) {
        Instant since = row.getOffsetDateTime("since").toInstant();
        String state = row.getString("state");
        return switch (state) {
            case OPEN -> new Open(since, Duration.ofMillis(row.getLong("stood")));
            case HALTED -> new Halted(since);
            case CLOSED -> new Closed(since, row.getLong("last_update"), row.getString("reason"));
            default -> throw new BrokenJournal("says that the market is " + state);
        };
    }

    private static Tuple row(String state, Instant since, long stoodMillis, long lastUpdate, String reason) {
        return Tuple.of(state, since.atOffset(ZoneOffset.UTC), stoodMillis, lastUpdate, reason);
    }
}
