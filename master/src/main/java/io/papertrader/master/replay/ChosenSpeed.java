package io.papertrader.master.replay;

import io.papertrader.master.asset.ReplaySpeed;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.leadership.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The speed that the operator has chosen, which the database keeps for the next start and for a standby. */
@ApplicationScoped
class ChosenSpeed {
    private static final String READ = "SELECT speed FROM replay_speed";
    private static final String WRITE = """
            INSERT INTO replay_speed (speed) VALUES ($1) ON CONFLICT (only_row) DO UPDATE SET speed = EXCLUDED.speed
            """;

    private final Pool pool;
    private final Leadership leadership;
    private volatile Optional<ReplaySpeed> chosen = Optional.empty();

    ChosenSpeed(Pool pool, Leadership leadership) {
        this.pool = pool;
        this.leadership = leadership;
    }

    /** The choice; none where the operator has never made one. */
    Optional<ReplaySpeed> get() {
        return chosen;
    }

    /** Reads what was chosen before. */
    Uni<Void> read() {
        return pool.query(READ)
                .execute()
                .invoke(rows -> chosen = StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> ReplaySpeed.valueOf(row.getString("speed")))
                        .findFirst())
                .replaceWithVoid();
    }

    /** Keeps a choice, with its entry of the audit trail. */
    Uni<Void> set(ReplaySpeed speed, Statement entry) {
        return leadership
                .write(List.of(new Statement(WRITE, Tuple.of(speed.name())), entry))
                .invoke(written -> chosen = Optional.of(speed))
                .replaceWithVoid();
    }
}
