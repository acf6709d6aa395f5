package io.papertrader.master.actions;

import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.master.journal.ActionRows;
import io.papertrader.master.leadership.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Announced actions in Postgres, with those that the market has carried out. */
@ApplicationScoped
class AnnouncedRepository {
    private static final String COLUMNS =
            "action_id, symbol, ex_date, kind, new_shares, old_shares, new_symbol, units(per_share) AS per_share";

    private static final String CARRIED_OUT =
            "EXISTS (SELECT FROM corporate_action WHERE corporate_action.action_id = announced_action.action_id)";

    private static final String ANNOUNCE = """
            INSERT INTO announced_action (action_id, symbol, ex_date, kind, new_shares, old_shares, new_symbol, per_share,
                announced_at)
            SELECT $1, $2, $3, $4, $5, $6, $7, amount($8), $9
            WHERE NOT EXISTS (SELECT FROM corporate_action WHERE action_id = $1)
            ON CONFLICT DO NOTHING
            RETURNING action_id
            """;

    private static final String WITHDRAW = "DELETE FROM announced_action WHERE action_id = $1 RETURNING action_id";

    private static final String REFUSE = "UPDATE announced_action SET refusal = $2 WHERE action_id = $1";

    private static final String WAITING =
            "SELECT " + COLUMNS + " FROM announced_action WHERE refusal IS NULL AND NOT " + CARRIED_OUT;

    private static final String ANNOUNCED = "SELECT " + COLUMNS + """
            , CASE WHEN refusal IS NULL THEN 'WAITING' ELSE 'REFUSED' END AS state, coalesce(refusal, '') AS reason, TRUE AS is_announced, announced_at
            FROM announced_action
            """;

    private static final String CARRIED = "SELECT " + COLUMNS + """
            , CASE WHEN ended_at IS NULL THEN 'UNDER_WAY' ELSE 'DONE' END, '',
                EXISTS (SELECT FROM announced_action WHERE announced_action.action_id = corporate_action.action_id), announced_at
            FROM corporate_action
            """;

    private static final String FIND = ANNOUNCED + "WHERE action_id = $1 AND NOT " + CARRIED_OUT + " UNION ALL "
            + CARRIED + "WHERE action_id = $1";

    /** The last that were carried out, as there may be thousands. */
    private static final String LIST = ANNOUNCED + "WHERE NOT " + CARRIED_OUT + " UNION ALL (" + CARRIED + """
            ORDER BY action_number DESC
            LIMIT 200)
            """;

    private final Pool pool;

    AnnouncedRepository(Pool pool) {
        this.pool = pool;
    }

    /** Announces it; no row where its id is known. */
    Statement announcing(CorporateAction action, Instant at) {
        return new Statement(
                ANNOUNCE, ActionRows.add(Tuple.tuple(), action).addOffsetDateTime(at.atOffset(ZoneOffset.UTC)));
    }

    Statement withdrawing(ActionId id) {
        return new Statement(WITHDRAW, Tuple.of(id.value()));
    }

    Statement refusing(ActionId id, String reason) {
        return new Statement(REFUSE, Tuple.of(id.value(), reason));
    }

    Uni<List<CorporateAction>> waiting() {
        return find(WAITING, Tuple.tuple(), ActionRows::action);
    }

    /** The action of an id, announced or carried out. */
    Uni<Optional<KnownAction>> find(ActionId id) {
        return find(FIND, Tuple.of(id.value()), AnnouncedRepository::known)
                .map(found -> found.stream().findFirst());
    }

    Uni<List<KnownAction>> list() {
        return find(LIST, Tuple.tuple(), AnnouncedRepository::known);
    }

    private static KnownAction known(Row row) {
        return new KnownAction(
                ActionRows.action(row),
                KnownAction.State.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getBoolean("is_announced") ? KnownAction.OPERATOR : "",
                Optional.of(row.getOffsetDateTime("announced_at").toInstant()));
    }

    private <T> Uni<List<T>> find(String sql, Tuple parameters, Function<Row, T> map) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false).map(map).toList());
    }
}
