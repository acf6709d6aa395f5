package io.papertrader.master.actions;

import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.master.journal.ActionRows;
import io.papertrader.master.leadership.Statement;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

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

    private static final String WITHDRAW_ALL = "DELETE FROM announced_action";

    private static final String REFUSE = "UPDATE announced_action SET refusal = $2 WHERE action_id = $1";

    private static final String WAITING =
            "SELECT " + COLUMNS + " FROM announced_action WHERE refusal IS NULL AND NOT " + CARRIED_OUT;

    /**
     * The symbols that assets of waiting actions have by renamings of after they were announced, and up to their day.
     */
    private static final String RENAMED = """
            WITH RECURSIVE followed AS (
                SELECT action_id, symbol, ex_date, announced_at, 0::BIGINT AS renaming
                FROM announced_action
                WHERE refusal IS NULL AND kind <> 'RENAMING' AND NOT
            """ + CARRIED_OUT + """
                UNION ALL
                SELECT followed.action_id, later.new_symbol, followed.ex_date, followed.announced_at, later.action_number
                FROM followed JOIN corporate_action AS later USING (symbol)
                WHERE later.kind = 'RENAMING' AND later.action_number > renaming
                    AND later.ex_date <= followed.ex_date AND later.announced_at >= followed.announced_at
            )
            SELECT DISTINCT ON (action_id) action_id, symbol
            FROM followed
            WHERE renaming > 0
            ORDER BY action_id, renaming DESC
            """;

    /** Not where the action is known by its new id already. */
    private static final String RESPELL = """
            UPDATE announced_action SET action_id = $2, symbol = $3, new_symbol = $4
            WHERE action_id = $1 AND ($1 = $2
                OR NOT EXISTS (SELECT FROM announced_action WHERE action_id = $2)
                    AND NOT EXISTS (SELECT FROM corporate_action WHERE action_id = $2))
            """;

    private static final String DROP = "DELETE FROM announced_action WHERE action_id = $1 AND action_id <> $2";

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

    Statement withdrawingAll() {
        return new Statement(WITHDRAW_ALL, Tuple.tuple());
    }

    Statement refusing(ActionId id, String reason) {
        return new Statement(REFUSE, Tuple.of(id.value(), reason));
    }

    Uni<List<CorporateAction>> waiting() {
        return find(WAITING, Tuple.tuple(), ActionRows::action);
    }

    /** The symbols that the assets of those that wait have now, where that is another. */
    Uni<Map<ActionId, AssetSymbol>> renamed() {
        return pool.preparedQuery(RENAMED)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(
                                row -> new ActionId(row.getString("action_id")),
                                row -> new AssetSymbol(row.getString("symbol")))));
    }

    /** Lets what waits under this id go on as this; changes no row where that is known already. */
    Statement respelling(ActionId before, CorporateAction now) {
        @Nullable String to = now.change() instanceof Change.Renaming(AssetSymbol symbol) ? symbol.value() : null;
        return new Statement(
                RESPELL, Tuple.of(before.value(), now.id().value(), now.symbol().value(), to));
    }

    /** Forgets what waits under an id that another has taken the place of. */
    Statement dropping(ActionId before, ActionId now) {
        return new Statement(DROP, Tuple.of(before.value(), now.value()));
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
