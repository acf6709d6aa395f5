package io.papertrader.master.replay;

import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.master.leadership.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * The day on which the operator let the replay begin anew, which the database keeps. Each time begins a round, in which
 * the corporate actions of the recorded days come again.
 */
@ApplicationScoped
public class ReplayStart {
    private static final String READ = "SELECT first, round FROM replay_start";

    private static final String WRITE = """
            INSERT INTO replay_start (first, round, last_action)
            VALUES ($1, 1, (SELECT coalesce(max(action_number), 0) FROM corporate_action))
            ON CONFLICT (only_row) DO UPDATE
            SET first = EXCLUDED.first, round = replay_start.round + 1, last_action = EXCLUDED.last_action
            """;

    private final Pool pool;
    private volatile Optional<Chosen> chosen = Optional.empty();

    private record Chosen(LocalDate first, long round) {
        static Chosen of(Row row) {
            return new Chosen(row.getLocalDate("first"), row.getLong("round"));
        }
    }

    ReplayStart(Pool pool) {
        this.pool = pool;
    }

    /** Reads what was chosen. */
    Uni<Void> read() {
        return pool.query(READ)
                .execute()
                .invoke(rows -> chosen = StreamSupport.stream(rows.spliterator(), false)
                        .map(Chosen::of)
                        .findFirst())
                .replaceWithVoid();
    }

    /** Keeps a choice, by which the next round begins. */
    Statement choosing(LocalDate first) {
        return new Statement(WRITE, Tuple.of(first));
    }

    /** The first day; none where the replay has not begun anew yet. */
    Optional<LocalDate> first() {
        return chosen.map(Chosen::first);
    }

    /** The number of times that the replay has begun anew. */
    public long round() {
        return chosen.map(Chosen::round).orElse(0L);
    }

    /** An action of the recorded days by its name in this round. */
    public CorporateAction inRound(CorporateAction recorded) {
        return inRound(recorded, round());
    }

    /** The same in any round. */
    public static CorporateAction inRound(CorporateAction recorded, long round) {
        return named(recorded, name(recorded.id(), round));
    }

    /** The action of the recorded days that one of this round is. */
    public CorporateAction recorded(CorporateAction action) {
        String suffix = ":" + round();
        String id = action.id().value();
        return round() > 0 && id.endsWith(suffix)
                ? named(action, new ActionId(id.substring(0, id.length() - suffix.length())))
                : action;
    }

    private static CorporateAction named(CorporateAction action, ActionId id) {
        return new CorporateAction(id, action.symbol(), action.exDate(), action.change());
    }

    /** The name of a recorded corporate action in a round, in which it is carried out once. */
    static ActionId name(ActionId recorded, long round) {
        if (round == 0) {
            return recorded;
        }
        String suffix = ":" + round;
        boolean fits = recorded.value().length() + suffix.length() <= ActionId.MAX_LENGTH;
        return new ActionId((fits ? recorded.value() : shortened(recorded)) + suffix);
    }

    private static String shortened(ActionId recorded) {
        return UUID.nameUUIDFromBytes(recorded.value().getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
