package io.papertrader.master.journal;

import io.papertrader.market.MarketEvent.ActionAnnounced;
import io.papertrader.market.MarketEvent.ActionEnded;
import io.papertrader.market.MarketEvent.ClearingEnded;
import io.papertrader.market.MarketEvent.OrderAccepted;
import io.papertrader.market.MarketEvent.OrderEnded;
import io.papertrader.market.MarketEvent.PartMissed;
import io.papertrader.market.MarketEvent.PartPassedOver;
import io.papertrader.market.MarketEvent.PartTaken;
import io.papertrader.market.MarketEvent.PortfolioOpened;
import io.papertrader.market.MarketEvent.TradingChanged;
import io.papertrader.market.MarketEvent.ValuesForgotten;
import io.papertrader.market.MarketEvent.ValuesUpdated;
import io.papertrader.market.value.Quote;
import io.papertrader.master.asset.AssetRepository;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.leadership.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Appends a batch of the market's decisions in one database transaction, a statement for all rows of a table. One that
 * finds other rows than the market knows fails.
 */
@ApplicationScoped
class Journal implements BatchWriter.Appender {
    /** One batch follows the other: where one has failed, so do those that were sent behind it. */
    private static final String FOLLOW = """
            WITH followed AS (
                UPDATE last_order SET batch_number = $1 WHERE batch_number = $1 - 1 RETURNING 1)
            SELECT require_rows(count(*), 1) FROM followed
            """;

    private static final String UPDATE = """
            INSERT INTO market_update (update_number, last_order, seen_at) VALUES ($1, $2, $3)
            """;

    private static final String CLEAR = """
            WITH cleared AS (
                UPDATE market_update SET cleared_at = $2 WHERE update_number = $1 AND cleared_at IS NULL RETURNING 1)
            SELECT require_rows(count(*), 1) FROM cleared
            """;

    private static final String TRADE = """
            INSERT INTO trading (state, since, stood, last_update, reason) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (only_row) DO UPDATE SET state = EXCLUDED.state, since = EXCLUDED.since, stood = EXCLUDED.stood,
                last_update = EXCLUDED.last_update, reason = EXCLUDED.reason
            """;

    private static final String FORGET = "SELECT forget_values()";

    private final Leadership leadership;
    private final AssetRepository assets;

    Journal(Leadership leadership, AssetRepository assets) {
        this.leadership = leadership;
        this.assets = assets;
    }

    @Override
    public Uni<Void> append(Batch batch, long number) {
        return leadership.write(statements(batch, number)).replaceWithVoid();
    }

    @Override
    public Uni<Void> appended() {
        return leadership.write(List.of()).replaceWithVoid();
    }

    @Override
    public Uni<Void> confirmed() {
        return leadership.confirmed();
    }

    private List<Statement> statements(Batch batch, long number) {
        List<Statement> statements = new ArrayList<>();
        List<OrderRows.Accepted> accepted = accepted(batch);
        statements.add(accepted.isEmpty() ? follow(number) : OrderRows.accept(accepted, number));
        add(statements, batch.all(PortfolioOpened.class), PortfolioRows::open);
        add(statements, batch.all(OrderEnded.class), OrderRows::end);
        add(statements, batch.balances(), PortfolioRows::pay);
        add(statements, batch.positions(), PortfolioRows::hold);
        add(statements, batch.all(PartTaken.class), ActionRows::take);
        add(statements, batch.all(PartMissed.class), ActionRows::miss);
        batch.written().forEach(each -> addOthers(statements, each));
        return statements;
    }

    private static List<OrderRows.Accepted> accepted(Batch batch) {
        List<OrderRows.Accepted> accepted = new ArrayList<>();
        for (Batch.Written each : batch.written()) {
            if (each.event() instanceof OrderAccepted event) {
                Beside.Carrier carrier = (Beside.Carrier) each.step().beside();
                accepted.add(new OrderRows.Accepted(event.order(), carrier.worker(), carrier.stamp()));
            }
        }
        return accepted;
    }

    /** Events that come once in a while have statements of their own. */
    private void addOthers(List<Statement> statements, Batch.Written each) {
        switch (each.event()) {
            case ValuesUpdated values -> {
                statements.add(update(values));
                statements.add(assets.storing(bars(each.step(), values), values.number()));
            }
            case ClearingEnded clearing -> statements.add(clear(clearing));
            case ActionAnnounced announced -> statements.add(ActionRows.announce(announced));
            case PartPassedOver passed -> statements.add(ActionRows.passOver(passed));
            case ActionEnded ended -> statements.add(ActionRows.end(ended));
            case ValuesForgotten forgotten -> {
                statements.add(new Statement(FORGET, Tuple.tuple()));
                statements.addAll(noted(each.step()));
            }
            case TradingChanged changed -> {
                statements.add(new Statement(TRADE, TradingRow.of(changed.trading())));
                statements.addAll(noted(each.step()));
            }
            case PortfolioOpened portfolio -> {}
            case OrderAccepted order -> {}
            case OrderEnded order -> {}
            case PartTaken part -> {}
            case PartMissed part -> {}
        }
    }

    /** The bars of the values that the market took, with all that came with them. */
    private static AssetUpdate bars(Step step, ValuesUpdated values) {
        return ((Beside.Bars) step.beside())
                .update()
                .only(values.quotes().stream().map(Quote::symbol).collect(Collectors.toSet()));
    }

    private static List<Statement> noted(Step step) {
        return step.beside() instanceof Beside.Noted(List<Statement> entries) ? entries : List.of();
    }

    private static <R> void add(List<Statement> statements, List<R> rows, Function<List<R>, Statement> statement) {
        if (!rows.isEmpty()) {
            statements.add(statement.apply(rows));
        }
    }

    private static Statement follow(long number) {
        return new Statement(FOLLOW, Tuple.of(number));
    }

    private static Statement update(ValuesUpdated values) {
        return new Statement(
                UPDATE,
                Tuple.of(values.number(), values.lastOrder(), values.at().atOffset(ZoneOffset.UTC)));
    }

    private static Statement clear(ClearingEnded clearing) {
        return new Statement(CLEAR, Tuple.of(clearing.update(), clearing.at().atOffset(ZoneOffset.UTC)));
    }
}
