package io.papertrader.master.journal;

import io.papertrader.market.MarketEvent.ActionAnnounced;
import io.papertrader.market.MarketEvent.ActionEnded;
import io.papertrader.market.MarketEvent.PartMissed;
import io.papertrader.market.MarketEvent.PartPassedOver;
import io.papertrader.market.MarketEvent.PartTaken;
import io.papertrader.market.Progress;
import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.action.ShareRatio;
import io.papertrader.master.leadership.Statement;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Corporate actions in rows, and out of them. */
public final class ActionRows {
    /** The columns of an action, for {@link #action(Row)}. */
    public static final String COLUMNS = """
            action_number, action_id, symbol, ex_date, kind, new_shares, old_shares, new_symbol, units(per_share) AS per_share
            """.stripTrailing();

    /** The columns of an action with its announcement, for {@link #announced(Row)}. */
    static final String ANNOUNCED = COLUMNS + ", units(price) AS price, update_number, announced_at";

    private static final String ANNOUNCE = """
            INSERT INTO corporate_action (action_number, action_id, symbol, ex_date, kind, new_shares, old_shares, new_symbol,
                per_share, price, update_number, announced_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, amount($9), amount($10), $11, $12)
            """;

    private static final String TAKE = """
            INSERT INTO action_part (portfolio_id, action_number, held, taken, given, cash, fault, taken_at)
            SELECT portfolio_id, action_number, amount(held), amount(taken), amount(given), amount(cash), fault, taken_at
            FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[],
                    $8::timestamptz[])
                AS part (portfolio_id, action_number, held, taken, given, cash, fault, taken_at)
            """;

    private static final String MISS = """
            INSERT INTO missed_part (portfolio_id, action_number, missed_at)
            SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::timestamptz[])
            """;

    private static final String PASS_OVER = """
            WITH passed AS (
                UPDATE corporate_action SET passed_over = passed_over || $2::bigint WHERE action_number = $1 RETURNING 1)
            SELECT require_rows(count(*), 1) FROM passed
            """;

    private static final String END = """
            WITH ended AS (
                UPDATE corporate_action SET ended_at = $2 WHERE action_number = $1 AND ended_at IS NULL RETURNING 1)
            SELECT require_rows(count(*), 1) FROM ended
            """;

    private ActionRows() {}

    static Statement announce(ActionAnnounced announced) {
        Tuple row = add(Tuple.tuple().addLong(announced.number()), announced.action())
                .addLong(announced.price().units())
                .addLong(announced.update())
                .addOffsetDateTime(announced.at().atOffset(ZoneOffset.UTC));
        return new Statement(ANNOUNCE, row);
    }

    /** Adds an action to a row: its id, symbol, ex-date, kind, new and old shares, new symbol and amount per share. */
    public static Tuple add(Tuple row, CorporateAction action) {
        row.addString(action.id().value()).addString(action.symbol().value()).addLocalDate(action.exDate());
        switch (action.change()) {
            case Change.Split(ShareRatio ratio) ->
                row.addString("SPLIT")
                        .addLong(ratio.newShares())
                        .addLong(ratio.oldShares())
                        .addString(null)
                        .addLong(null);
            case Change.Dividend(Money perShare) ->
                row.addString("DIVIDEND")
                        .addLong(null)
                        .addLong(null)
                        .addString(null)
                        .addLong(perShare.units());
            case Change.Renaming(AssetSymbol to) ->
                row.addString("RENAMING")
                        .addLong(null)
                        .addLong(null)
                        .addString(to.value())
                        .addLong(null);
            case Change.Delisting(Optional<Money> perShare) ->
                row.addString("DELISTING")
                        .addLong(null)
                        .addLong(null)
                        .addString(null)
                        .addLong(perShare.map(Money::units).orElse(null));
        }
        return row;
    }

    static Statement take(List<PartTaken> parts) {
        return new Columns<>(parts)
                .longs(row -> row.portfolio().value())
                .longs(PartTaken::action)
                .longs(row -> row.part().held().units())
                .longs(row -> row.part().taken().units())
                .longs(row -> row.part().given().units())
                .longs(row -> row.part().cash().units())
                .texts(PartTaken::fault)
                .times(PartTaken::at)
                .statement(TAKE);
    }

    static Statement miss(List<PartMissed> parts) {
        return new Columns<>(parts)
                .longs(row -> row.portfolio().value())
                .longs(PartMissed::action)
                .times(PartMissed::at)
                .statement(MISS);
    }

    static Statement passOver(PartPassedOver passed) {
        return new Statement(
                PASS_OVER, Tuple.of(passed.action(), passed.portfolio().value()));
    }

    static Statement end(ActionEnded ended) {
        return new Statement(END, Tuple.of(ended.action(), ended.at().atOffset(ZoneOffset.UTC)));
    }

    /** The action of a row with these columns. */
    public static CorporateAction action(Row row) {
        return new CorporateAction(
                new ActionId(row.getString("action_id")),
                new AssetSymbol(row.getString("symbol")),
                row.getLocalDate("ex_date"),
                change(row));
    }

    private static Change change(Row row) {
        String kind = row.getString("kind");
        Optional<Money> perShare = Optional.ofNullable(row.getLong("per_share")).map(Money::new);
        return switch (kind) {
            case "SPLIT" -> new Change.Split(new ShareRatio(row.getLong("new_shares"), row.getLong("old_shares")));
            case "DIVIDEND" -> new Change.Dividend(perShare.orElseThrow());
            case "RENAMING" -> new Change.Renaming(new AssetSymbol(row.getString("new_symbol")));
            case "DELISTING" -> new Change.Delisting(perShare);
            default -> throw new BrokenJournal("has a corporate action of the kind " + kind);
        };
    }

    /** An action that has not ended, out of its row and the last portfolio that has had its part or missed it. */
    static Progress.CarryingOut carryingOut(Row row) {
        return new Progress.CarryingOut(announced(row), row.getLong("reached"));
    }

    /** An action out of its row, with the columns of its announcement. */
    static ActionAnnounced announced(Row row) {
        try {
            return new ActionAnnounced(
                    row.getLong("action_number"),
                    action(row),
                    new Money(row.getLong("price")),
                    row.getLong("update_number"),
                    row.getOffsetDateTime("announced_at").toInstant());
        } catch (IllegalArgumentException broken) {
            throw new BrokenJournal("has corporate action " + row.getLong("action_number"), broken);
        }
    }
}
